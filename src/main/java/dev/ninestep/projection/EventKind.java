package dev.ninestep.projection;

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
import dev.ninestep.event.Logged;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.NothingRevoked;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.ProofPresented;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// The kinds of events that the index keeps apart, each for as long as it is worth it.
///
/// They differ in how many there are and in how late anybody asks. A kind has partitions of its
/// own, of a day each or of a month, so that what is too old is dropped and never deleted.
public enum EventKind {
  /// How somebody connected, and what became of the grant. Asked for as long as the customer
  /// remembers the minute.
  FLOWS,
  /// What the gateway let through, metered, charged and refused: most of all there is.
  CALLS,
  /// What was asked before anybody said who they are: as much as the Internet likes, and of use
  /// only beside a flow that began right after it.
  DISCOVERY,
  /// What the operator's people and services did, and who looked at what: little, and asked for
  /// late.
  AUDIT;

  /// The kind of a record. One that nobody can read is kept with those of its topic.
  static EventKind of(Logged logged) {
    return switch (logged) {
      case Logged.Known known -> of(known.fact().event());
      case Logged.Unreadable broken ->
          switch (broken.position().topic()) {
            case FLOW -> FLOWS;
            case CALLS -> CALLS;
          };
    };
  }

  /// The kind of an event.
  ///
  /// @param event the event
  /// @return the kind it is kept with
  public static EventKind of(Event event) {
    return switch (event) {
      case ResourceChallenged _, MetadataServed _ -> DISCOVERY;
      case CallAdmitted _,
          CallsMetered _,
          CallRefused _,
          TokenIntrospected _,
          AccountCharged _,
          AccountCalled _ ->
          CALLS;
      case FlowViewed _,
          AccountSuspended _,
          AccountReinstated _,
          AccountCredited _,
          ClientDeactivated _,
          ClientActivated _ ->
          AUDIT;
      case GrantRevoked e -> e.by() == RevokedBy.OPERATOR ? AUDIT : FLOWS;
      case ClientRegistered _,
          ClientUsed _,
          ClientSeen _,
          ClientUpdated _,
          ClientDeleted _,
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
          AssertionPresented _,
          ProofPresented _,
          RefreshRepeated _,
          ClientCredentialsPresented _,
          IdentityAsserted _,
          SubjectPresented _,
          NothingRevoked _,
          TailLost _,
          StepRefused _,
          ConsentRemembered _,
          ConsentForgotten _,
          ConsentRecalled _,
          SessionEnded _,
          AuthorizationPushed _ ->
          FLOWS;
    };
  }

  /// The first UTC day of the partition that a moment falls into.
  LocalDate partition(Instant at) {
    var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return this == AUDIT ? day.withDayOfMonth(1) : day;
  }

  /// As it stands in the tables.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static EventKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
