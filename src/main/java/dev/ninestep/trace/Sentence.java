package dev.ninestep.trace;

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
import dev.ninestep.event.Evidence;
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
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import java.util.Locale;
import java.util.Optional;

/// What happened, in one short sentence: the words of a story, for an event that stands alone.
public final class Sentence {

  private Sentence() {}

  /// Says it.
  ///
  /// @param event what happened
  /// @return one line without a full stop, in which nothing a client wrote can move the cursor or
  ///   turn the direction of the text
  public static String of(Event event) {
    return plain(
        switch (event) {
          case StepRefused e -> refused(e.refusal(), e.evidence(), e.times());
          case CallRefused e -> refused(e.refusal(), e.evidence(), e.count());
          case CallsMetered e -> e.count() + (e.count() == 1 ? " call" : " calls") + " let through";
          case AccountSuspended _ -> "account suspended by an operator";
          case AccountReinstated _ -> "account let in again by an operator";
          case AccountCharged e -> "charged " + e.amount();
          case FlowViewed e ->
              e.flow().map(flow -> "looked at flow " + flow).orElse("looked at many flows")
                  + " ("
                  + e.through().name().toLowerCase(Locale.ROOT)
                  + ")";
          case Event e -> words(e).orElseGet(() -> name(e));
        });
  }

  /// What happened, where there is more to say than that it did.
  static Optional<String> told(Event event) {
    return words(event).map(Sentence::plain);
  }

  private static Optional<String> words(Event event) {
    return switch (event) {
      case ResourceChallenged e -> Optional.of(e.method() + " answered 401 with the challenge");
      case MetadataServed e ->
          Optional.of(e.document() + " served at " + e.path() + times(e.times()));
      case ClientRegistered e ->
          Optional.of(
              (e.client().isUrl() ? "described by its document as " : "registered as ")
                  + e.name()
                  + ", "
                  + e.authMethod());
      case ClientUpdated e ->
          Optional.of("replaced its registration: " + e.to().name() + ", " + e.to().authMethod());
      case ClientDeleted _ -> Optional.of("deleted its registration");
      case ClientDeactivated e ->
          Optional.of("deactivated by an operator (" + e.by() + "): " + e.reason());
      case ClientActivated e -> Optional.of("activated again by an operator (" + e.by() + ")");
      case ClientSeen _ -> Optional.of("nobody let this client in so far: kept for another day");
      case AuthorizationRequested e ->
          Optional.of(
              "asked for " + e.scope() + " at " + e.resource() + ", back to " + e.redirectUri());
      case UserSignedIn e -> Optional.of("signed in (" + e.method() + ")");
      case PasswordPresented _ -> Optional.of("typed a name and a password");
      case SessionsEnded e ->
          Optional.of(
              switch (e.why()) {
                case PASSWORD_CHANGED -> "signed out everywhere: the password was changed";
                case OPERATOR -> "signed out everywhere by an operator";
              });
      case AuthorizationPushed _ -> Optional.of("request handed in by the client itself");
      case ConsentShown _ -> Optional.of("consent page shown");
      case ConsentRecalled e ->
          Optional.of("allowed " + e.scope() + " before, so no consent page was shown");
      case ConsentRemembered _ -> Optional.of("remembered with the account");
      case ConsentForgotten _ -> Optional.of("forgotten with the account");
      case SessionEnded _ -> Optional.of("signed out");
      case ConsentGranted e ->
          Optional.of("allowed " + e.scope() + ", code sent to " + e.redirectUri());
      case ConsentDenied _ -> Optional.of("denied");
      case AssertionPresented _ -> Optional.of("a signed JWT came that counts once");
      case ProofPresented e -> Optional.of("the client showed that it holds the key " + e.key());
      case CodePresented _ -> Optional.of("code presented with the right verifier");
      case CodeTried _ -> Optional.of("code presented with a wrong verifier");
      case RefreshPresented e -> Optional.of("generation " + e.generation() + " presented");
      case ClientCredentialsPresented e ->
          Optional.of("a client asked for " + e.scope() + " at " + e.resource() + " for itself");
      case IdentityAsserted e ->
          Optional.of(
              "an identity provider vouched for the user: " + e.scope() + " at " + e.resource());
      case SubjectPresented e -> Optional.of("a token came to be narrowed to " + e.scope());
      case TokensIssued e when e.generation() == 0 -> Optional.of("access token issued");
      case TokensIssued e -> Optional.of("tokens issued, generation " + e.generation());
      case RefreshRepeated e ->
          Optional.of(
              "generation %d came again within the reuse interval (%d), same successor"
                  .formatted(e.generation(), e.count()));
      case DeliveryFailed e ->
          Optional.of(
              switch (e.failure()) {
                case DEADLINE_PASSED -> "answered 503: the log was not read back in time";
                case CONNECTION_CLOSED -> "the client was gone before the answer was written";
                case ANSWER_NOT_MADE -> "answered 500: the tokens could not be made";
                case NOT_CHECKED -> "answered 503: the password could not be checked";
              });
      case GrantRevoked e ->
          Optional.of(
              "grant revoked by the "
                  + e.by().name().toLowerCase(Locale.ROOT)
                  + e.operator().map(who -> " (" + who + ")").orElse("")
                  + e.reason().map(why -> ": " + why).orElse(""));
      case NothingRevoked _ -> Optional.of("asked to revoke what is no token of this server");
      case TokenIntrospected e ->
          Optional.of(
              "introspected by "
                  + e.by()
                  + ": "
                  + e.inactive().map(why -> "inactive, " + why.slug()).orElse("active"));
      case TailLost e ->
          Optional.of(
              "the log had lost records: generation "
                  + e.presented()
                  + " came, "
                  + e.known()
                  + " was known");
      case AccountCredited e -> Optional.of("credited with " + e.amount() + " by " + e.by());
      case CallAdmitted e ->
          Optional.of(
              e.method()
                  + " admitted"
                  + e.call().map(call -> " (" + call + ")").orElse("")
                  + e.cost().map(cost -> ", for " + cost).orElse(""));
      case ClientUsed _,
          PasswordAccepted _,
          StepRefused _,
          CallRefused _,
          CallsMetered _,
          AccountSuspended _,
          AccountReinstated _,
          FlowViewed _,
          AccountCharged _,
          AccountCalled _ ->
          Optional.empty();
    };
  }

  private static String refused(Refusal refusal, Evidence evidence, long times) {
    return refusal.cause()
        + evidence.detail().map(detail -> " (" + detail + ")").orElse("")
        + times(times);
  }

  private static String times(long times) {
    return times > 1 ? " (" + times + " times)" : "";
  }

  /// `CodePresented` is `code presented`.
  private static String name(Event event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{C}", "\uFFFD");
  }
}
