package dev.ninestep.doctor;

/// What came of a request.
sealed interface Answer permits Response, Answer.None {

  /// No answer.
  ///
  /// @param reason why
  /// @param words what the network said
  record None(Reason reason, String words) implements Answer {}

  /// Why there is no answer.
  enum Reason {
    /// The name means nothing.
    NO_SUCH_HOST,
    /// Nobody listens.
    REFUSED,
    /// TLS was not agreed on.
    TLS,
    /// The patience ended.
    TOO_SLOW,
    /// The connection ended before the answer did, or what came is not HTTP.
    BROKEN_OFF;

    /// Whether asking for something else of the same host is in vain.
    boolean isFinal() {
      return switch (this) {
        case NO_SUCH_HOST, REFUSED, TLS -> true;
        case TOO_SLOW, BROKEN_OFF -> false;
      };
    }
  }
}
