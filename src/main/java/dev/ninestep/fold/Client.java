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
import java.time.Duration;
import java.time.Instant;

/// The state of one client.
public sealed interface Client extends Aggregate {

  /// No such client is known.
  record Unknown() implements Client {}

  /// How long a client is remembered that nobody lets in, after it was last heard of.
  Duration UNUSED = Duration.ofHours(24);

  /// The client registered itself, or its document was read.
  ///
  /// @param metadata what it says of itself
  /// @param at when, in the log's time
  /// @param use whether it ever got tokens; if not, it is forgotten [#UNUSED] after it was last
  ///   heard of
  record Registered(ClientRegistered metadata, Instant at, Use use) implements Client {

    /// A client that has only just registered.
    ///
    /// @param metadata what it registered
    /// @param at when, in the log's time
    public Registered(ClientRegistered metadata, Instant at) {
      this(metadata, at, new Use.NotYet(at));
    }

    private boolean isForgotten(Instant now) {
      return use instanceof Use.NotYet(var heardAt) && now.isAfter(heardAt.plus(UNUSED));
    }

    private Registered heardAt(Instant now) {
      return new Registered(metadata, at, heard(now));
    }

    private Use heard(Instant now) {
      return use instanceof Use.NotYet(var heardAt) && now.isAfter(heardAt)
          ? new Use.NotYet(now)
          : use;
    }
  }

  /// An operator deactivated it; it is let in again as what it was.
  ///
  /// @param before what it was
  /// @param since when it was deactivated, in the log's time
  /// @param reason why, in the operator's words
  record Deactivated(Registered before, Instant since, String reason) implements Client {}

  /// The client deleted itself after it had been used: its id is never given again, since tokens
  /// name it.
  ///
  /// @param at when, in the log's time
  record Deleted(Instant at) implements Client {}

  /// A record of this client cannot be read, so it fails closed.
  ///
  /// @param at when the record was taken, in the log's time
  record Closed(Instant at) implements Client {}

  /// The client at a later time: one that nobody let in is forgotten.
  ///
  /// @param now the log's time, as well as it is known
  /// @return this, or [Unknown]
  default Client asOf(Instant now) {
    return this instanceof Registered s && s.isForgotten(now) ? new Unknown() : this;
  }

  /// What a fact makes of this client: its first registration counts, and a repeated one only shows
  /// that it is still there; but of a client whose id is a URL the latest counts, since its
  /// document may change.
  ///
  /// @param event the fact
  /// @param at the log's time of it
  /// @return the state after it
  default Client evolve(Event event, Instant at) {
    return asOf(at).then(event, at);
  }

  private Client then(Event event, Instant at) {
    return switch (event) {
      case ClientRegistered e ->
          switch (this) {
            case Unknown _ -> new Registered(e, at);
            case Registered s when e.client().isUrl() -> new Registered(e, at, s.heard(at));
            case Registered s -> s.heardAt(at);
            case Deactivated _, Deleted _, Closed _ -> this;
          };
      case ClientDeactivated e ->
          this instanceof Registered s ? new Deactivated(s, at, e.reason()) : this;
      case ClientActivated _ ->
          this instanceof Deactivated(var before, _, _) ? before.heardAt(at) : this;
      case ClientUsed _ ->
          this instanceof Registered s ? new Registered(s.metadata, s.at, new Use.Made()) : this;
      case ClientSeen _ -> this instanceof Registered s ? s.heardAt(at) : this;
      case ClientUpdated e ->
          this instanceof Registered s ? new Registered(e.to(), s.at, s.heard(at)) : this;
      case ClientDeleted _ ->
          switch (this) {
            case Registered s -> s.use instanceof Use.Made ? new Deleted(at) : new Unknown();
            case Unknown _, Deactivated _, Deleted _, Closed _ -> this;
          };
      case ResourceChallenged _,
          MetadataServed _,
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
          AssertionPresented _,
          ProofPresented _,
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
}
