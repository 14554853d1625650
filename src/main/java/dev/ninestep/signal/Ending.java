package dev.ninestep.signal;

import dev.ninestep.fold.RevocationCause;
import dev.ninestep.token.InitiatingEntity;

/// How tokens came to hold no more, in the words of an event.
///
/// @param by who or what ended them
/// @param reason why, for administrators elsewhere: which rule it was, never an operator's own
///   words
record Ending(InitiatingEntity by, String reason) {

  static final Ending SUSPENDED =
      new Ending(InitiatingEntity.ADMIN, "The account was suspended or erased.");

  static final Ending DEACTIVATED =
      new Ending(InitiatingEntity.ADMIN, "The client was deactivated.");

  static final Ending DELETED =
      new Ending(InitiatingEntity.SYSTEM, "The client deleted its registration.");

  static final Ending UNREADABLE =
      new Ending(InitiatingEntity.SYSTEM, "The issuer cannot read a record about it.");

  static Ending of(RevocationCause cause) {
    return switch (cause) {
      case BY_USER -> new Ending(InitiatingEntity.USER, "The user disconnected the client.");
      case BY_CLIENT -> new Ending(InitiatingEntity.SYSTEM, "The client revoked its tokens.");
      case BY_OPERATOR ->
          new Ending(InitiatingEntity.ADMIN, "An operator disconnected the client.");
      case CODE_REPLAYED -> rule("The authorization code was presented a second time.");
      case CODE_GUESSED -> rule("The authorization code came too often with wrong verifiers.");
      case REFRESH_REUSED ->
          rule("A refresh token was presented after its successor had been issued.");
      case REFRESH_RACED ->
          rule("A refresh token was presented again within seconds of its rotation.");
      case LOST_ANSWER_CAME -> rule("A refresh token whose delivery had failed was presented.");
      case LEAKED -> rule("A token was sent where others can read it.");
    };
  }

  private static Ending rule(String reason) {
    return new Ending(InitiatingEntity.POLICY, reason);
  }
}
