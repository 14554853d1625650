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
    return named("client " + client.value());
  }

  /// A user of a company's identity provider who has no other account here.
  ///
  /// @param issuer the provider's issuer identifier
  /// @param subject the user, by the provider's own name
  /// @return the first 128 bits of the SHA-256 of both behind a prefix
  public static AccountId ofSubject(String issuer, String subject) {
    return named("subject " + issuer + " " + subject);
  }

  private static AccountId named(String name) {
    try {
      var hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
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
    return HexDigits.of(high, low);
  }
}
