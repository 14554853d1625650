package dev.ninestep.token;

import java.security.InvalidKeyException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Signs what is found in the log: HMAC-SHA-256 with a key of its own, derived from the ring's
/// address key. That one never changes, so a seal can be verified for as long as the log is kept.
public final class LogSignature {

  private final SecretKey key;

  /// Signs with a key derived from the address key of a ring.
  ///
  /// @param ring the ring
  public LogSignature(KeyRing ring) {
    this.key = Purpose.derive(new SecretKeySpec(ring.addressKey(), "HmacSHA256"), "log-seal");
  }

  /// The signature of a text.
  ///
  /// @param text what is signed
  /// @return 32 bytes, always the same for the same text
  public byte[] of(byte[] text) {
    try {
      var mac = Crypto.best().hmacSha256();
      mac.init(key);
      return mac.doFinal(text);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }
}
