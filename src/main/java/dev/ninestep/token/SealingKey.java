package dev.ninestep.token;

import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// One AES-256 key. Good for 2³² values of a purpose (NIST SP 800-38D §8.3, random IVs): at 1,000 a
/// second, change it every month.
///
/// @param id stands in the clear header of all it seals
/// @param key the key
record SealingKey(int id, SecretKey key) {

  static final int BYTES = 32;

  SealingKey(int id, byte[] key) {
    this(id, new SecretKeySpec(key, "AES"));
  }

  /// The key of the same id that one purpose uses.
  SealingKey derivedFor(Purpose purpose) {
    return new SealingKey(id, purpose.derive(key));
  }

  /// The written form of the id: 8 lower-case hex digits.
  String kid() {
    return HexFormat.of().toHexDigits(id);
  }

  /// Which key, and never what it is.
  @Override
  public String toString() {
    return kid();
  }
}
