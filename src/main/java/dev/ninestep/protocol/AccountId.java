package dev.ninestep.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Names one account: never a name, never an e-mail address. It is the `sub` of every token and the
/// only personal thing the log holds. 128 random bits, written as 32 lower-case hex digits.
///
/// @param high the first 64 bits
/// @param low the last 64 bits
public record AccountId(long high, long low) implements Comparable<AccountId> {

  private static final int LENGTH = 32;

  /// What stands for a client where a user would stand, in tokens that no user consented to: `sub`,
  /// and what operators suspend. No client can choose one, and it is no user's, whose ids are
  /// random.
  ///
  /// @param client the client
  /// @return the first 128 bits of the SHA-256 of its id behind a prefix
  /// @spec https://www.rfc-editor.org/rfc/rfc9068#section-5 RFC 9068 §5
  public static AccountId ofClient(ClientId client) {
    try {
      var named = ("client " + client.value()).getBytes(StandardCharsets.US_ASCII);
      var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(named));
      return new AccountId(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Reads the written form.
  ///
  /// @param text 32 lower-case hex digits
  /// @return the id, or empty when the text is anything else
  public static Optional<AccountId> parse(String text) {
    if (text.length() != LENGTH || !Characters.areLowerHex(text)) {
      return Optional.empty();
    }
    return Optional.of(
        new AccountId(
            HexFormat.fromHexDigitsToLong(text, 0, 16),
            HexFormat.fromHexDigitsToLong(text, 16, LENGTH)));
  }

  @Override
  public int compareTo(AccountId other) {
    var first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    var hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
