package dev.ninestep.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes of a name that was typed to sign in what may be remembered of it: a keyed hash, by which
/// the same name is known again, whether or not an account has it. Without the key the hash cannot
/// be turned back by trying names.
public final class LoginHash {

  private static final String HMAC = "HmacSHA256";

  private final ThreadLocal<Mac> macs;

  /// Hashes with a key of its own, made of the address key of a ring.
  ///
  /// @param ring the ring
  public LoginHash(KeyRing ring) {
    var own = mac(new SecretKeySpec(ring.addressKey(), HMAC)).doFinal("login".getBytes(UTF_8));
    var key = new SecretKeySpec(own, HMAC);
    this.macs = ThreadLocal.withInitial(() -> mac(key));
  }

  /// What may be remembered of a name.
  ///
  /// @param login the name, in the one spelling of all that are the same name
  /// @return 43 base64url characters
  public String of(String login) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(macs.get().doFinal(login.getBytes(UTF_8)));
  }

  private static Mac mac(SecretKeySpec key) {
    try {
      var mac = Crypto.best().hmacSha256();
      mac.init(key);
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }
}
