package dev.ninestep.trace;

import java.util.Optional;

/// One thing that was asked, beside what it has to agree with.
///
/// @param what the parameter, such as `redirect_uri`
/// @param asked what the request said
/// @param against what stands on the other side, in one word: `registered`, `challenged`, `asked`,
///   `allowed`
/// @param known what that says
/// @param difference in what the two differ
/// @param excuse why they may differ all the same
public record Comparison(
    String what,
    String asked,
    String against,
    String known,
    Difference difference,
    Optional<String> excuse) {

  /// Compares byte by byte.
  static Comparison ofBytes(String what, String asked, String against, String known) {
    return new Comparison(
        what, asked, against, known, Difference.ofBytes(asked, known), Optional.empty());
  }

  /// Compares lists written with blanks between.
  static Comparison ofSets(String what, String asked, String against, String known) {
    return new Comparison(
        what, asked, against, known, Difference.ofSets(asked, known), Optional.empty());
  }

  /// The same, with why the two may differ.
  Comparison excusedBy(String why) {
    return new Comparison(what, asked, against, known, difference, Optional.of(why));
  }

  /// Whether both sides say the same.
  ///
  /// @return true when they do
  public boolean isSame() {
    return difference instanceof Difference.None;
  }
}
