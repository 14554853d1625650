package dev.ninestep.event;

/// A refusal with what it was based on.
///
/// @param refusal which rule was broken
/// @param evidence what showed it
public record Refused(Refusal refusal, Evidence evidence) {

  /// A refusal that needs no evidence.
  ///
  /// @param refusal which rule was broken
  /// @return the refusal
  public static Refused of(Refusal refusal) {
    return new Refused(refusal, Evidence.NONE);
  }

  /// A refusal with one fact that shows it.
  ///
  /// @param refusal which rule was broken
  /// @param detail the fact
  /// @return the refusal
  public static Refused of(Refusal refusal, String detail) {
    return new Refused(refusal, Evidence.of(detail));
  }
}
