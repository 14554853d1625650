package dev.ninestep.signal;

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
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
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
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.token.EventSubject;

/// What a record of the flow topic may mean for tokens that are out in the world.
sealed interface Effect {

  /// Nothing.
  record None() implements Effect {}

  /// It may have ended its grant: what the history before it has made of the grant tells.
  ///
  /// @param attempt which attempt the grant then names as the one that ended it
  record OnGrant(AttemptId attempt) implements Effect {}

  /// It ended what holds the tokens, whatever was before.
  ///
  /// @param subject whose tokens
  /// @param ending how
  record Ends(EventSubject subject, Ending ending) implements Effect {}

  /// The effect of a record.
  ///
  /// @param logged the record
  /// @return what it may mean
  static Effect of(Logged logged) {
    return switch (logged) {
      case Logged.Known(_, _, var fact) -> of(fact.event());
      case Logged.Unreadable unreadable -> unreadable.key().map(Effect::closed).orElse(new None());
    };
  }

  /// Here and at the gateway, what cannot be read closes what it is about.
  private static Effect closed(Key key) {
    return switch (key) {
      case Key.OfFlow _ -> new OnGrant(Grant.NO_ATTEMPT);
      case Key.OfAccount(var account) ->
          new Ends(new EventSubject.User(account), Ending.UNREADABLE);
      case Key.OfClient(var client) ->
          new Ends(new EventSubject.Application(client), Ending.UNREADABLE);
      case Key.OfOneTime _, Key.OfLogin _ -> new None();
    };
  }

  private static Effect of(Event event) {
    return switch (event) {
      case CodePresented e -> new OnGrant(e.attempt());
      case CodeTried e -> new OnGrant(e.attempt());
      case RefreshPresented e -> new OnGrant(e.attempt());
      case GrantRevoked _ -> new OnGrant(Grant.NO_ATTEMPT);
      case AccountSuspended e -> new Ends(new EventSubject.User(e.account()), Ending.SUSPENDED);
      case ClientDeactivated e ->
          new Ends(new EventSubject.Application(e.client()), Ending.DEACTIVATED);
      case ClientDeleted e -> new Ends(new EventSubject.Application(e.client()), Ending.DELETED);
      // Whoever is let in again is so with the tokens issued from then on; and a session in a
      // browser ends without the grants that were given in it.
      case AccountReinstated _, ClientActivated _, SessionEnded _, SessionsEnded _ -> new None();
      case ResourceChallenged _,
          MetadataServed _,
          ClientRegistered _,
          ClientUsed _,
          ClientSeen _,
          ClientUpdated _,
          AuthorizationRequested _,
          AuthorizationPushed _,
          UserSignedIn _,
          PasswordPresented _,
          PasswordAccepted _,
          ConsentShown _,
          ConsentGranted _,
          ConsentDenied _,
          ConsentRemembered _,
          ConsentForgotten _,
          ConsentRecalled _,
          TokensIssued _,
          DeliveryFailed _,
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
          AccountCredited _,
          AccountCharged _,
          AccountCalled _,
          CallAdmitted _,
          CallsMetered _,
          CallRefused _ ->
          new None();
    };
  }
}
