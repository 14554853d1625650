package dev.ninestep.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The one hash by which a value of high entropy may be recognised without being kept.
public final class Hashes {

  private Hashes() {}

  /// SHA-256 of a text.
  ///
  /// @param text the text, hashed as UTF-8
  /// @return 43 base64url characters
  public static String sha256(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Whether a text has a hash, in constant time.
  ///
  /// @param text the text
  /// @param hash the hash it should have
  /// @return true when the two belong together
  public static boolean matches(String text, String hash) {
    return MessageDigest.isEqual(
        sha256(text).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }
}
