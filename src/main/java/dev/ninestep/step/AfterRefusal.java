package dev.ninestep.step;

/// What becomes of a user whose request was refused, when the app is one that nobody vouches for.
public enum AfterRefusal {
  /// They are told where the app is, and choose whether to go there.
  ASK,
  /// They are sent there at once, as OAuth 2.1 §4.1.2.1 has it for every app.
  GO
}
