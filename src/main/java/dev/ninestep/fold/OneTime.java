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

/// The state of something that counts once, such as a JWT with which a client proves who it is or
/// which key it holds.
public sealed interface OneTime extends Aggregate {

  /// It has not come yet, or has lapsed since.
  record Unused() implements OneTime {}

  /// It has come.
  ///
  /// @param by the presentation that came first
  /// @param until when it lapses by itself
  record Used(AttemptId by, Instant until) implements OneTime {}

  /// A record about it cannot be read, so it counts as used.
  ///
  /// @param at when the record was taken, in the log's time
  record Closed(Instant at) implements OneTime {}

  /// What a fact makes of it: the first presentation in time counts.
  ///
  /// @param event the fact
  /// @param at the log's time of it
  /// @return the state after it
  default OneTime evolve(Event event, Instant at) {
    return switch (event) {
      case AssertionPresented e -> presented(e.attempt(), e.expiresAt(), at);
      case ProofPresented e -> presented(e.attempt(), e.expiresAt(), at);
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
          ConsentGranted _,
          ConsentDenied _,
          CodePresented _,
          CodeTried _,
          RefreshPresented _,
          TokensIssued _,
          DeliveryFailed _,
          GrantRevoked _,
          RefreshRepeated _,
          ClientCredentialsPresented _,
          IdentityAsserted _,
          SubjectPresented _,
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

  private OneTime presented(AttemptId attempt, Instant expiresAt, Instant at) {
    return switch (this) {
      case Unused _ when !at.isAfter(expiresAt) -> new Used(attempt, expiresAt);
      case Unused _, Used _, Closed _ -> this;
    };
  }

  /// The time after which it counts as [Unused] again, since it has lapsed by itself.
  ///
  /// @return the log time at which it lapses
  default Instant lapsesAt() {
    return switch (this) {
      case Unused _ -> Instant.MIN;
      case Used s -> s.until();
      case Closed _ -> Instant.MAX;
    };
  }
}
