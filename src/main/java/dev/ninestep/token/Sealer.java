package dev.ninestep.token;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Seals and opens one kind of value. The bytes, before base64url:
///
/// | bytes | what |
/// |---|---|
/// | 1 | version of this layout |
/// | 1 | the kind |
/// | 4 | id of the sealing key |
/// | 2 + n | what the value is bound to, with its length |
/// | 12 | random IV |
/// | 1 + m | version of the content and the content, encrypted |
/// | 16 | tag |
///
/// All before the IV is authenticated as associated data.
///
/// @param <T> the kind
final class Sealer<T> {

  /// No sealed value is longer, in characters: the longest honest one is a request with the longest
  /// `state` and redirect_uri.
  static final int LONGEST = 32 * 1024;

  private static final byte LAYOUT = 1;
  private static final int FIXED_HEADER = 8;
  private static final int IV = 12;
  private static final int TAG = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Payload<T> payload;
  private volatile SealingKeys keys;
  private final Crypto crypto;

  Sealer(Payload<T> payload, SealingKeys keys, Crypto crypto) {
    this.payload = payload;
    this.keys = keys.derivedFor(payload.purpose());
    this.crypto = crypto;
  }

  /// From here on seals and opens with other keys.
  void use(SealingKeys next) {
    keys = next.derivedFor(payload.purpose());
  }

  String seal(T value) {
    var key = keys.sealing();
    var bound = payload.bound(value).getBytes(StandardCharsets.US_ASCII);
    var writer = new PayloadWriter().version(payload.version());
    payload.write(value, writer);
    var content = writer.bytes();
    var header = FIXED_HEADER + bound.length;
    var sealed =
        ByteBuffer.allocate(header + IV + content.length + TAG)
            .put(LAYOUT)
            .put(payload.purpose().tag())
            .putInt(key.id())
            .putShort((short) bound.length)
            .put(bound)
            .array();
    var iv = new byte[IV];
    crypto.random().nextBytes(iv);
    System.arraycopy(iv, 0, sealed, header, IV);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, key, sealed, header);
      cipher.doFinal(content, 0, content.length, sealed, header + IV);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(crypto.name() + " cannot seal", e);
    }
    var text = ENCODER.encodeToString(sealed);
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("longer than any sealed value: " + payload.purpose());
    }
    return text;
  }

  Optional<T> open(String text) {
    return decode(text).flatMap(this::open);
  }

  private Optional<T> open(byte[] sealed) {
    if (sealed.length < FIXED_HEADER + IV + TAG
        || sealed[0] != LAYOUT
        || sealed[1] != payload.purpose().tag()) {
      return Optional.empty();
    }
    var clear = ByteBuffer.wrap(sealed);
    var key = keys.find(clear.getInt(2));
    var header = FIXED_HEADER + Short.toUnsignedInt(clear.getShort(6));
    if (key.isEmpty() || sealed.length < header + IV + TAG) {
      return Optional.empty();
    }
    try {
      var content =
          cipher(Cipher.DECRYPT_MODE, key.get(), sealed, header)
              .doFinal(sealed, header + IV, sealed.length - header - IV);
      var bound =
          new String(sealed, FIXED_HEADER, header - FIXED_HEADER, StandardCharsets.US_ASCII);
      return read(bound, content);
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(crypto.name() + " cannot open", e);
    }
  }

  private Optional<T> read(String bound, byte[] content) {
    try {
      var reader = new PayloadReader(content);
      if (reader.version() != payload.version()) {
        return Optional.empty();
      }
      var value = payload.read(bound, reader);
      reader.end();
      return Optional.of(value);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      // Authentic, and yet not of the form: a release that allowed more sealed it.
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, SealingKey key, byte[] sealed, int header)
      throws GeneralSecurityException {
    var cipher = crypto.aesGcm();
    cipher.init(mode, key.key(), new GCMParameterSpec(8 * TAG, sealed, header, IV));
    cipher.updateAAD(sealed, 0, header);
    return cipher;
  }

  /// One text for one value: the decoder alone would take padding and stray last bits.
  private static Optional<byte[]> decode(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var bytes = DECODER.decode(text);
      return ENCODER.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
