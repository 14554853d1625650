package dev.ninestep.fold;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.ClientUsed;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.NothingRevoked;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import java.time.Instant;

/// The standing of one account.
public sealed interface Account extends Aggregate {

  /// Nothing speaks against it.
  record Open() implements Account {}

  /// An operator suspended it.
  ///
  /// @param since the log's time of the suspension
  record Suspended(Instant since) implements Account {}

  /// A record of this account cannot be read, so it fails closed.
  ///
  /// @param at when the record was taken, in the log's time
  record Closed(Instant at) implements Account {}

  /// What a fact makes of this account.
  ///
  /// @param event the fact
  /// @param at the log's time of it
  /// @return the standing after it
  default Account evolve(Event event, Instant at) {
    return switch (event) {
      case AccountSuspended _ ->
          switch (this) {
            case Open _ -> new Suspended(at);
            case Suspended _, Closed _ -> this;
          };
      case AccountReinstated _ ->
          switch (this) {
            case Open _, Suspended _ -> new Open();
            case Closed _ -> this;
          };
      case ResourceChallenged _,
          MetadataServed _,
          ClientRegistered _,
          ClientUsed _,
          ClientUpdated _,
          ClientDeleted _,
          AuthorizationRequested _,
          UserSignedIn _,
          ConsentShown _,
          ConsentGranted _,
          ConsentDenied _,
          CodePresented _,
          RefreshPresented _,
          TokensIssued _,
          DeliveryFailed _,
          GrantRevoked _,
          AssertionPresented _,
          RefreshRepeated _,
          ClientCredentialsPresented _,
          TokenIntrospected _,
          NothingRevoked _,
          TailLost _,
          StepRefused _,
          CallAdmitted _,
          CallsMetered _,
          CallRefused _ ->
          this;
    };
  }

  /// Whether grants of this account stand.
  ///
  /// @return true while it is open
  default boolean isOpen() {
    return this instanceof Open;
  }
}
