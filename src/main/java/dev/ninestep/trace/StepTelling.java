package dev.ninestep.trace;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.AuthorizationPushed;
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
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentRecalled;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
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
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells one step from the records that belong to it.
final class StepTelling {

  private final Step step;
  private final List<String> notes = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<Logged.Known> records = new ArrayList<>();
  private boolean isDone;
  private boolean isRefusedLast;
  private long calls;

  StepTelling(Step step) {
    this.step = step;
  }

  /// Adds a record of this step.
  void add(Logged.Known record) {
    records.add(record);
    var fact = record.fact();
    switch (fact.event()) {
      case StepRefused e ->
          refused(new Trouble(e.refusal(), e.evidence(), record.at(), fact.request(), 1));
      case CallRefused e ->
          refused(new Trouble(e.refusal(), e.evidence(), record.at(), fact.request(), e.count()));
      case CallsMetered e -> {
        calls += e.count();
        done();
      }
      case Event e -> {
        sentence(e).ifPresent(notes::add);
        if (isAchievement(e)) {
          done();
        }
      }
    }
  }

  private void done() {
    isDone = true;
    isRefusedLast = false;
  }

  private void refused(Trouble trouble) {
    troubles.add(trouble);
    isRefusedLast = true;
  }

  /// Whether nothing is known of this step.
  boolean isEmpty() {
    return records.isEmpty();
  }

  /// The step as told so far.
  ///
  /// @param isPassed whether a later step happened
  /// @param inferred whether its records are only likely to belong to the flow
  StoryStep tell(boolean isPassed, boolean inferred) {
    var all = new ArrayList<>(notes);
    if (calls > 0) {
      all.add(calls + (calls == 1 ? " call" : " calls") + " metered");
    }
    return new StoryStep(
        step, status(isPassed), at(), latency(), inferred, condensed(all), troubles, records);
  }

  private StepStatus status(boolean isPassed) {
    if (isRefusedLast) {
      return StepStatus.REFUSED;
    }
    if (isDone) {
      return StepStatus.DONE;
    }
    if (records.isEmpty()) {
      return isPassed ? StepStatus.SKIPPED : StepStatus.NEVER_CAME;
    }
    return isPassed ? StepStatus.DONE : StepStatus.UNFINISHED;
  }

  private Optional<Instant> at() {
    return records.isEmpty() ? Optional.empty() : Optional.of(records.getLast().at());
  }

  /// From when the pod wrote the first fact of the step's last exchange until the log had its last
  /// one.
  private Optional<Duration> latency() {
    if (records.isEmpty()) {
      return Optional.empty();
    }
    var last = records.getLast();
    var began =
        records.stream()
            .map(Logged.Known::fact)
            .filter(fact -> fact.request().equals(last.fact().request()))
            .map(Fact::time)
            .min(Instant::compareTo)
            .orElse(last.at());
    var took = Duration.between(began, last.at());
    return Optional.of(took.isNegative() ? Duration.ZERO : took);
  }

  /// Equal sentences become one, with their number.
  private static List<String> condensed(List<String> sentences) {
    return sentences.stream()
        .collect(Collectors.groupingBy(s -> s, java.util.LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " (" + e.getValue() + " times)")
        .toList();
  }

  /// Whether an event completes its step.
  private static boolean isAchievement(Event event) {
    return switch (event) {
      case ResourceChallenged _,
          MetadataServed _,
          ClientRegistered _,
          ClientUpdated _,
          ConsentShown _,
          ConsentRecalled _,
          ConsentGranted _,
          ConsentDenied _,
          TokensIssued _,
          CallAdmitted _,
          CallsMetered _ ->
          true;
      case ClientUsed _,
          ClientDeleted _,
          AuthorizationRequested _,
          UserSignedIn _,
          PasswordPresented _,
          PasswordAccepted _,
          SessionsEnded _,
          CodePresented _,
          CodeTried _,
          RefreshPresented _,
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
          StepRefused _,
          ConsentRemembered _,
          ConsentForgotten _,
          SessionEnded _,
          AuthorizationPushed _,
          AccountSuspended _,
          AccountReinstated _,
          CallRefused _ ->
          false;
    };
  }

  private static Optional<String> sentence(Event event) {
    return switch (event) {
      case ResourceChallenged e -> Optional.of(e.method() + " answered 401 with the challenge");
      case MetadataServed e -> Optional.of(e.document() + " served at " + e.path());
      case ClientRegistered e ->
          Optional.of(
              (e.client().isUrl() ? "described by its document as " : "registered as ")
                  + e.name()
                  + ", "
                  + e.authMethod());
      case ClientUpdated e ->
          Optional.of("replaced its registration: " + e.to().name() + ", " + e.to().authMethod());
      case ClientDeleted _ -> Optional.of("deleted its registration");
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
          Optional.of("grant revoked by the " + e.by().name().toLowerCase(java.util.Locale.ROOT));
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
      case CallAdmitted e ->
          Optional.of(
              e.method() + " admitted" + e.call().map(call -> " (" + call + ")").orElse(""));
      case ClientUsed _,
          PasswordAccepted _,
          StepRefused _,
          CallRefused _,
          CallsMetered _,
          AccountSuspended _,
          AccountReinstated _ ->
          Optional.empty();
    };
  }
}
