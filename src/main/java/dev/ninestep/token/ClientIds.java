package dev.ninestep.token;

import dev.ninestep.protocol.ClientId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKey;

/// Makes the ids of clients that must come out the same when the same client registers again.
/// Nobody without the key can guess one; with another key in use, other ids come out, and those
/// given before stay what they are.
public final class ClientIds {

  private static final byte[] PURPOSE = "id".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_BYTES = 16;
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private volatile SecretKey key;

  /// Makes ids with a key derived from the sealing key in use.
  ///
  /// @param ring the ring
  public ClientIds(KeyRing ring) {
    this.key = key(ring);
  }

  private static SecretKey key(KeyRing ring) {
    return Purpose.derive(ring.sealing().sealing().key(), "client-id");
  }

  /// From here on makes ids with a key of another ring.
  ///
  /// @param ring the ring
  public void use(KeyRing ring) {
    key = key(ring);
  }

  /// The id of a client.
  ///
  /// @param likeness what it registers, and from where
  /// @param attempt 0, and more when the ids before are taken
  /// @return 22 base64url characters, like those of every client
  public ClientId id(String likeness, int attempt) {
    return new ClientId(BASE64URL.encodeToString(Arrays.copyOf(mac(likeness, attempt), ID_BYTES)));
  }

  private byte[] mac(String likeness, int attempt) {
    try {
      var mac = Crypto.best().hmacSha256();
      mac.init(key);
      mac.update(PURPOSE);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(attempt).flip());
      return mac.doFinal(likeness.getBytes(StandardCharsets.UTF_8));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }
}
