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
import dev.ninestep.protocol.Session;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// The standing of one account.
public sealed interface Account extends Aggregate {

  /// Nothing speaks against it.
  ///
  /// @param memory what is remembered with it
  /// @param purse its money
  record Open(AccountMemory memory, Purse purse) implements Account {

    /// To which nothing has happened.
    public Open() {
      this(AccountMemory.NOTHING, Purse.EMPTY);
    }
  }

  /// An operator suspended it.
  ///
  /// @param since the log's time of the suspension
  /// @param purse its money, which stays its own
  record Suspended(Instant since, Purse purse) implements Account {}

  /// A record of this account cannot be read, so it fails closed.
  ///
  /// @param at when the record was taken, in the log's time
  record Closed(Instant at) implements Account {}

  /// A suspension forgets: whoever is let in again signs in again, and is asked again.
  private Account remember(UnaryOperator<AccountMemory> change) {
    return switch (this) {
      case Open(var memory, var purse) -> new Open(change.apply(memory), purse);
      case Suspended _, Closed _ -> this;
    };
  }

  /// Calls that were on their way when an account was suspended cost what they cost.
  private Account pay(UnaryOperator<Purse> change) {
    return switch (this) {
      case Open(var memory, var purse) -> new Open(memory, change.apply(purse));
      case Suspended(var since, var purse) -> new Suspended(since, change.apply(purse));
      case Closed _ -> this;
    };
  }

  /// The money of this account.
  ///
  /// @return none, when it cannot be known
  default Purse purse() {
    return switch (this) {
      case Open s -> s.purse;
      case Suspended s -> s.purse;
      case Closed _ -> Purse.EMPTY;
    };
  }

  /// What is remembered with this account.
  ///
  /// @return nothing, unless it is open
  default AccountMemory memory() {
    return switch (this) {
      case Open s -> s.memory;
      case Suspended _, Closed _ -> AccountMemory.NOTHING;
    };
  }

  /// Whether a session of this account was ended before its time.
  ///
  /// @param session the session
  /// @return true when it counts no more
  default boolean hasEnded(Session session) {
    return memory().hasEnded(session);
  }

  /// What a fact makes of this account.
  ///
  /// @param event the fact
  /// @param at the log's time of it
  /// @return the standing after it
  default Account evolve(Event event, Instant at) {
    return switch (event) {
      case AccountSuspended _ ->
          switch (this) {
            case Open s -> new Suspended(at, s.purse);
            case Suspended _, Closed _ -> this;
          };
      case AccountReinstated _ ->
          switch (this) {
            case Open _ -> this;
            case Suspended s -> new Open(new AccountMemory(List.of(), List.of(), at), s.purse);
            case Closed _ -> this;
          };
      case AccountCredited e -> pay(purse -> purse.with(e));
      case AccountCharged e -> pay(purse -> purse.with(e));
      case ConsentRemembered e -> remember(memory -> memory.with(Consented.of(e)));
      case ConsentForgotten e -> remember(memory -> memory.without(e.client()));
      case SessionEnded e ->
          remember(memory -> memory.with(new EndedSession(e.session(), e.expiresAt()), at));
      case SessionsEnded _ -> remember(memory -> memory.withSessionsFrom(at));
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
          AuthorizationPushed _,
          ConsentRecalled _,
          UserSignedIn _,
          PasswordPresented _,
          PasswordAccepted _,
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
          AccountCalled _,
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
