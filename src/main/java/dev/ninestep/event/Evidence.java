package dev.ninestep.event;

import java.util.Optional;

/// What a refusal was based on, for the trace: what was asked, what was known, where the two part.
/// Never a secret.
///
/// @param asked what the request said
/// @param known what it was held against
/// @param differsAt index of the first byte in which `asked` and `known` differ
/// @param detail one more fact, such as the name of the parameter at fault
public record Evidence(
    Optional<String> asked,
    Optional<String> known,
    Optional<Integer> differsAt,
    Optional<String> detail) {

  /// No evidence beyond the refusal's own name.
  public static final Evidence NONE =
      new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final int LONGEST = 2_048;

  /// Cuts what is too long for a record, and replaces control characters.
  public Evidence {
    asked = asked.map(Evidence::fit);
    known = known.map(Evidence::fit);
    detail = detail.map(Evidence::fit);
  }

  private static String fit(String text) {
    var cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return cut.replaceAll("\\p{C}", "\uFFFD");
  }

  /// Evidence of one fact.
  ///
  /// @param detail the fact
  /// @return the evidence
  public static Evidence of(String detail) {
    return new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(detail));
  }

  /// Evidence of what was asked, where nothing is known to hold it against.
  ///
  /// @param asked what the request said
  /// @return the evidence
  public static Evidence asked(String asked) {
    return new Evidence(Optional.of(asked), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Evidence of two texts that should have been equal.
  ///
  /// @param asked what the request said
  /// @param known what it was held against
  /// @return the evidence, with the place where the two part
  public static Evidence difference(String asked, String known) {
    var shorter = Math.min(asked.length(), known.length());
    var at = 0;
    while (at < shorter && asked.charAt(at) == known.charAt(at)) {
      at++;
    }
    var differsAt = asked.equals(known) ? Optional.<Integer>empty() : Optional.of(at);
    return new Evidence(Optional.of(asked), Optional.of(known), differsAt, Optional.empty());
  }
}
