package dev.ninestep.doctor;

/// What came of a check.
sealed interface Verdict {

  /// It is as clients need it.
  ///
  /// @param seen what was seen, in a few words
  record Ok(String seen) implements Verdict {}

  /// Some real clients stumble.
  ///
  /// @param cause what is wrong and whom it hits
  /// @param fix what to do about it
  record Warning(String cause, String fix) implements Verdict {}

  /// A client that does as the specification says cannot connect, or a protection it relies on is
  /// missing.
  ///
  /// @param cause what is wrong
  /// @param fix what to do about it
  record Broken(String cause, String fix) implements Verdict {

    /// The same where only some clients ask.
    Warning forSome() {
      return new Warning(cause, fix);
    }
  }

  /// It could not be tried.
  ///
  /// @param why what was missing
  record NotTried(String why) implements Verdict {}

  /// This verdict on what only some clients ask for: nothing is broken by it.
  default Verdict softened() {
    return this instanceof Broken broken ? broken.forSome() : this;
  }

  /// The verdict in one or two words.
  default String word() {
    return switch (this) {
      case Ok _ -> "ok";
      case Warning _ -> "warning";
      case Broken _ -> "broken";
      case NotTried _ -> "not tried";
    };
  }
}
