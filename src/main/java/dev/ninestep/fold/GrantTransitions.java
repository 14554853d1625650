package dev.ninestep.fold;

import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.fold.Grant.AccessOnly;
import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.CodeOutstanding;
import dev.ninestep.fold.Grant.Denied;
import dev.ninestep.fold.Grant.None;
import dev.ninestep.fold.Grant.Revoked;
import dev.ninestep.protocol.AttemptId;
import java.time.Duration;
import java.time.Instant;

/// The arms of the transition table: one method per fact, one arm per state.
final class GrantTransitions {

  /// How long a lapsed code is still told apart from an unknown one.
  static final Duration EXPIRED_CODE_IS_KNOWN_FOR = Duration.ofHours(1);

  /// So soon after a rotation a repeat is the other of two processes rather than a thief.
  private static final Duration RACE = Duration.ofSeconds(10);

  private static final int CODE = 0;

  private GrantTransitions() {}

  static Grant granted(Grant before, ConsentGranted e, Instant at) {
    return switch (before) {
      case None _ when !at.isAfter(e.nonceExpiresAt()) ->
          new CodeOutstanding(
              e.attempt(),
              at.plus(e.codeLifetime()),
              new Lifetimes(e.refreshIdle(), at.plus(e.grantLifetime())));
      case None _, Denied _, CodeOutstanding _, Active _, AccessOnly _, Revoked _, Closed _ ->
          before;
    };
  }

  static Grant denied(Grant before, ConsentDenied e, Instant at) {
    return switch (before) {
      case None _ when !at.isAfter(e.nonceExpiresAt()) -> new Denied(e.nonceExpiresAt());
      case None _, Denied _, CodeOutstanding _, Active _, AccessOnly _, Revoked _, Closed _ ->
          before;
    };
  }

  static Grant codePresented(Grant before, CodePresented e, Instant at) {
    if (at.isAfter(e.voidAfter())) {
      return before;
    }
    return switch (before) {
      case CodeOutstanding s when !at.isAfter(s.codeExpiresAt()) ->
          won(new Presentation(e.attempt(), CODE, s.codeExpiresAt(), 0), 1, s.lifetimes(), at);
      case Active s when isRepeated(s, e.attempt()) -> s;
      case Active s when isHeldOpenFor(s, CODE) -> presentedAgain(s, e.attempt(), Repeats.NONE, at);
      case Active s -> new Revoked(RevocationCause.CODE_REPLAYED, e.attempt(), at, s.lapsesAt());
      case None _, Denied _, CodeOutstanding _, AccessOnly _, Revoked _, Closed _ -> before;
    };
  }

  static Grant codeTried(Grant before, CodeTried e, Instant at) {
    return switch (before) {
      case CodeOutstanding s when isTriedAnew(s, e.attempt()) && !at.isAfter(s.codeExpiresAt()) -> {
        var tries = s.tries().and(e.attempt());
        yield tries.count() < Tries.MOST
            ? new CodeOutstanding(s.consent(), s.codeExpiresAt(), s.lifetimes(), tries)
            : new Revoked(RevocationCause.CODE_GUESSED, e.attempt(), at, s.lapsesAt());
      }
      case None _, Denied _, CodeOutstanding _, Active _, AccessOnly _, Revoked _, Closed _ ->
          before;
    };
  }

  private static boolean isTriedAnew(CodeOutstanding s, AttemptId attempt) {
    return s.tries().count() == 0 || !s.tries().last().equals(attempt);
  }

  static Grant openedForAccess(Grant before, ClientCredentialsPresented e, Instant at) {
    return at.isAfter(e.voidAfter()) ? before : accessOnly(before, e.attempt(), e.lifetime(), at);
  }

  static Grant openedForAccess(Grant before, IdentityAsserted e, Instant at) {
    return at.isAfter(e.voidAfter()) ? before : accessOnly(before, e.attempt(), e.lifetime(), at);
  }

  private static Grant accessOnly(Grant before, AttemptId attempt, Duration lifetime, Instant at) {
    return switch (before) {
      case None _ -> new AccessOnly(attempt, at.plus(lifetime));
      case Denied _, CodeOutstanding _, Active _, AccessOnly _, Revoked _, Closed _ -> before;
    };
  }

  static Grant refreshPresented(Grant before, RefreshPresented e, Instant at) {
    if (at.isAfter(e.voidAfter())) {
      return before;
    }
    return switch (before) {
      case Active s when isRepeated(s, e.attempt()) -> s;
      case Active s when e.generation() == s.generation() && at.isAfter(s.expiresAt()) -> s;
      case Active s when e.generation() >= s.generation() ->
          ahead(e, s.generation(), s.expiresAt(), s.lifetimes(), at);
      case Active s when isHeldOpenFor(s, e.generation()) ->
          s.last().repeats().count() == 0
              ? presentedAgain(s, e.attempt(), repeats(e, at), at)
              : repeated(s, e.attempt(), at);
      case Active s when isRepeatable(s, e.generation(), at) -> repeated(s, e.attempt(), at);
      case Active s -> new Revoked(reuse(s, e.generation(), at), e.attempt(), at, s.lapsesAt());
      case CodeOutstanding s -> ahead(e, CODE, s.lifetimes().refreshExpiry(at), s.lifetimes(), at);
      case None _, Denied _, AccessOnly _, Revoked _, Closed _ -> before;
    };
  }

  static Grant deliveryFailed(Grant before, DeliveryFailed e) {
    return switch (before) {
      case Active s when s.last().attempt().equals(e.attempt()) ->
          new Active(s.generation(), s.expiresAt(), s.last(), true, s.lifetimes());
      case None _, Denied _, CodeOutstanding _, Active _, AccessOnly _, Revoked _, Closed _ ->
          before;
    };
  }

  static Grant revoked(Grant before, GrantRevoked e, Instant at) {
    var cause =
        switch (e.by()) {
          case USER -> RevocationCause.BY_USER;
          case CLIENT -> RevocationCause.BY_CLIENT;
          case OPERATOR -> RevocationCause.BY_OPERATOR;
          case SERVER -> RevocationCause.LEAKED;
        };
    return switch (before) {
      case CodeOutstanding s -> new Revoked(cause, Grant.NO_ATTEMPT, at, s.lifetimes().endsAt());
      case Active s -> new Revoked(cause, Grant.NO_ATTEMPT, at, s.lapsesAt());
      case AccessOnly s -> new Revoked(cause, Grant.NO_ATTEMPT, at, s.endsAt());
      case None _, Denied _, Revoked _, Closed _ -> before;
    };
  }

  /// The current generation wins, and so does one the log has lost: it is authentic, so the grant
  /// heals to it.
  private static Active ahead(
      RefreshPresented e, int known, Instant validUntil, Lifetimes lifetimes, Instant at) {
    var lost = e.generation() - known;
    var repeats = lost == 0 ? repeats(e, at) : Repeats.NONE;
    var presented = new Presentation(e.attempt(), e.generation(), validUntil, lost, repeats);
    return won(presented, e.generation() + 1, lifetimes, at);
  }

  private static Active won(Presentation presented, int issued, Lifetimes lifetimes, Instant at) {
    return new Active(issued, lifetimes.refreshExpiry(at), presented, false, lifetimes);
  }

  /// A second copy of the fact that won last is no second presentation: it changes nothing, even
  /// after its answer turned out to be lost.
  private static boolean isRepeated(Active s, AttemptId attempt) {
    return s.last().attempt().equals(attempt);
  }

  /// Which reuse it is. A generation between the one presented last and the current one was in an
  /// answer that was lost.
  private static RevocationCause reuse(Active s, int generation, Instant at) {
    if (generation > s.last().generation()) {
      return RevocationCause.LOST_ANSWER_CAME;
    }
    return generation == s.last().generation() && isSoonAfterRotation(s, at)
        ? RevocationCause.REFRESH_RACED
        : RevocationCause.REFRESH_REUSED;
  }

  /// The rotation stands in when its token lapses, unless the grant's own end cuts that short; then
  /// nothing is said to be soon.
  private static boolean isSoonAfterRotation(Active s, Instant at) {
    var rotated = s.expiresAt().minus(s.lifetimes().refreshIdle());
    return s.expiresAt().isBefore(s.lifetimes().endsAt()) && at.isBefore(rotated.plus(RACE));
  }

  private static Repeats repeats(RefreshPresented e, Instant at) {
    return e.reuseInterval().map(interval -> Repeats.from(at, interval)).orElse(Repeats.NONE);
  }

  private static boolean isRepeatable(Active s, int generation, Instant at) {
    return s.last().generation() == generation && s.last().repeats().admit(at);
  }

  /// What was presented last comes again, from another process that holds it too: it is answered
  /// with the same successor, so that there is never a second branch.
  private static Active repeated(Active s, AttemptId attempt, Instant at) {
    var last = s.last();
    if (at.isAfter(last.validUntil())) {
      return s;
    }
    var again =
        new Presentation(
            attempt, last.generation(), last.validUntil(), 0, last.repeats().oneMore());
    return new Active(s.generation(), s.expiresAt(), again, false, s.lifetimes());
  }

  private static boolean isHeldOpenFor(Active s, int generation) {
    return s.reopened() && s.last().generation() == generation;
  }

  /// What was presented before comes once more because its answer was lost. It is issued a
  /// generation of its own, so that the one that was lost is dead should it turn up after all.
  private static Active presentedAgain(Active s, AttemptId attempt, Repeats repeats, Instant at) {
    if (at.isAfter(s.last().validUntil())) {
      return s;
    }
    var again = new Presentation(attempt, s.last().generation(), s.last().validUntil(), 0, repeats);
    return won(again, s.generation() + 1, s.lifetimes(), at);
  }
}
