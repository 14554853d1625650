package dev.ninestep.fold;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.AuthorizationPushed;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientActivated;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientSeen;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.ClientUsed;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentRecalled;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.NothingRevoked;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.ProofPresented;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.AttemptId;
import java.time.Instant;

/// The state of one grant. Each state carries exactly what is true in it.
///
/// A grant is a line of generations: the code is generation 0, and each presentation that wins
/// issues the next one. At any time one generation is current; an older one that comes is a replay,
/// and ends the line.
public sealed interface Grant extends Aggregate {

  /// Nothing is known, or all of it has lapsed.
  record None() implements Grant {}

  /// The user said no. The page's nonce is spent until it would have expired.
  ///
  /// @param until when the page no longer counts anyway
  record Denied(Instant until) implements Grant {}

  /// The user said yes; the code has not been presented with the right verifier.
  ///
  /// @param consent the decision that opened the grant
  /// @param codeExpiresAt when the code lapses
  /// @param lifetimes how long the grant and its refresh tokens live
  /// @param tries how often it came with a wrong verifier
  record CodeOutstanding(AttemptId consent, Instant codeExpiresAt, Lifetimes lifetimes, Tries tries)
      implements Grant {

    /// A code that has not come at all.
    ///
    /// @param consent the decision that opened the grant
    /// @param codeExpiresAt when the code lapses
    /// @param lifetimes how long the grant and its refresh tokens live
    public CodeOutstanding(AttemptId consent, Instant codeExpiresAt, Lifetimes lifetimes) {
      this(consent, codeExpiresAt, lifetimes, Tries.NONE);
    }
  }

  /// Tokens have been won.
  ///
  /// @param generation the current generation, at least 1
  /// @param expiresAt when its refresh token lapses
  /// @param last the presentation that won it
  /// @param reopened whether the answer to `last` was lost, so that what it presented may come once
  ///   more
  /// @param lifetimes how long the grant and its refresh tokens live
  record Active(
      int generation, Instant expiresAt, Presentation last, boolean reopened, Lifetimes lifetimes)
      implements Grant {}

  /// An access token was won, and no refresh token with it: by a client for itself, or for a user
  /// whom an identity provider vouches for. Who won it comes and asks again.
  ///
  /// @param by the presentation that opened the grant
  /// @param endsAt when it ends, and its token with it
  record AccessOnly(AttemptId by, Instant endsAt) implements Grant {}

  /// The grant has ended early, and stays so.
  ///
  /// @param cause why
  /// @param by the attempt that caused it, for a replay or reuse; the zero attempt otherwise
  /// @param at when, in the log's time
  /// @param until when the grant would have ended anyway
  record Revoked(RevocationCause cause, AttemptId by, Instant at, Instant until) implements Grant {}

  /// A record of this grant cannot be read, so it fails closed.
  ///
  /// @param at when the record was taken, in the log's time
  record Closed(Instant at) implements Grant {}

  /// The attempt that no presentation ever has.
  AttemptId NO_ATTEMPT = new AttemptId(0);

  /// What a fact makes of this grant. Total, pure, and the whole truth about grants: recovery, live
  /// operation and simulation all call it.
  ///
  /// @param event the fact
  /// @param at the log's time of the fact
  /// @return the state after it
  default Grant evolve(Event event, Instant at) {
    return switch (event) {
      case ConsentGranted e -> GrantTransitions.granted(this, e, at);
      case ConsentDenied e -> GrantTransitions.denied(this, e, at);
      case CodePresented e -> GrantTransitions.codePresented(this, e, at);
      case CodeTried e -> GrantTransitions.codeTried(this, e, at);
      case ClientCredentialsPresented e -> GrantTransitions.openedForAccess(this, e, at);
      case IdentityAsserted e -> GrantTransitions.openedForAccess(this, e, at);
      case RefreshPresented e -> GrantTransitions.refreshPresented(this, e, at);
      case DeliveryFailed e -> GrantTransitions.deliveryFailed(this, e);
      case GrantRevoked e -> GrantTransitions.revoked(this, e, at);
      case ResourceChallenged _,
          MetadataServed _,
          ClientRegistered _,
          ClientUsed _,
          ClientSeen _,
          ClientUpdated _,
          ClientDeleted _,
          ClientDeactivated _,
          ClientActivated _,
          AuthorizationRequested _,
          UserSignedIn _,
          PasswordPresented _,
          PasswordAccepted _,
          SessionsEnded _,
          ConsentShown _,
          TokensIssued _,
          AssertionPresented _,
          ProofPresented _,
          SubjectPresented _,
          RefreshRepeated _,
          TokenIntrospected _,
          NothingRevoked _,
          TailLost _,
          FlowViewed _,
          StepRefused _,
          ConsentRemembered _,
          ConsentForgotten _,
          ConsentRecalled _,
          SessionEnded _,
          AuthorizationPushed _,
          AccountSuspended _,
          AccountReinstated _,
          AccountCredited _,
          AccountCharged _,
          AccountCalled _,
          CallAdmitted _,
          CallsMetered _,
          CallRefused _ ->
          this;
    };
  }

  /// The time after which nothing of this state matters any more: from then on the grant counts as
  /// [None], whether or not its memory has been given back.
  ///
  /// @return the log time at which it lapses
  default Instant lapsesAt() {
    return switch (this) {
      case None _ -> Instant.MIN;
      case Denied s -> s.until();
      case CodeOutstanding s -> s.codeExpiresAt().plus(GrantTransitions.EXPIRED_CODE_IS_KNOWN_FOR);
      case Active s -> s.lifetimes().endsAt();
      case AccessOnly s -> s.endsAt();
      case Revoked s -> s.until();
      case Closed _ -> Instant.MAX;
    };
  }

  /// Whether tokens of this grant still stand.
  ///
  /// @return true while the grant is active
  default boolean stands() {
    return switch (this) {
      case Active _, AccessOnly _ -> true;
      case None _, Denied _, CodeOutstanding _, Revoked _, Closed _ -> false;
    };
  }
}
