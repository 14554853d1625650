package dev.ninestep.fold;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.ClientRegistered;
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

/// The state of one client.
public sealed interface Client extends Aggregate {

  /// No such client is known.
  record Unknown() implements Client {}

  /// The client registered itself, or its document was read.
  ///
  /// @param metadata what it says of itself
  /// @param at when, in the log's time
  record Registered(ClientRegistered metadata, Instant at) implements Client {}

  /// A record of this client cannot be read, so it fails closed.
  ///
  /// @param at when the record was taken, in the log's time
  record Closed(Instant at) implements Client {}

  /// What a fact makes of this client: its first registration counts, but of a client whose id is a
  /// URL the latest, since its document may change.
  ///
  /// @param event the fact
  /// @param at the log's time of it
  /// @return the state after it
  default Client evolve(Event event, Instant at) {
    return switch (event) {
      case ClientRegistered e ->
          switch (this) {
            case Unknown _ -> new Registered(e, at);
            case Registered _ when e.client().isUrl() -> new Registered(e, at);
            case Registered _, Closed _ -> this;
          };
      case ResourceChallenged _,
          MetadataServed _,
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
          RefreshRepeated _,
          ClientCredentialsPresented _,
          TokenIntrospected _,
          NothingRevoked _,
          TailLost _,
          StepRefused _,
          AccountSuspended _,
          AccountReinstated _,
          CallAdmitted _,
          CallsMetered _,
          CallRefused _ ->
          this;
    };
  }
}
