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
import dev.ninestep.event.Fact;
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
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private Amount cost = Amount.ZERO;

  StepTelling(Step step) {
    this.step = step;
  }

  /// Adds a record of this step.
  void add(Logged.Known record) {
    records.add(record);
    var fact = record.fact();
    switch (fact.event()) {
      case StepRefused e ->
          refused(new Trouble(e.refusal(), e.evidence(), record.at(), fact.request(), e.times()));
      case CallRefused e ->
          refused(new Trouble(e.refusal(), e.evidence(), record.at(), fact.request(), e.count()));
      case CallsMetered e -> {
        calls += e.count();
        cost = cost.plus(e.cost()).orElse(Amount.MOST);
        done();
      }
      case Event e -> {
        Sentence.told(e).ifPresent(notes::add);
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

  /// What somebody did about a grant or a token, which is told beside the calls and is none.
  static boolean isBeside(Logged.Known record) {
    return switch (record.fact().event()) {
      case GrantRevoked _, NothingRevoked _, TokenIntrospected _ -> true;
      case Event _ -> false;
    };
  }

  private boolean hasCome() {
    return !records.stream().allMatch(StepTelling::isBeside);
  }

  /// Whether nothing is known of this step.
  boolean isEmpty() {
    return records.isEmpty();
  }

  /// The step as told so far.
  ///
  /// @param isPassed whether a later step happened
  /// @param isGone whether what may have come of it is not kept any more
  /// @param inferred whether its records are only likely to belong to the flow
  /// @param waited how long they took to come with it
  /// @param comparisons what was asked, beside what it has to agree with
  StoryStep tell(
      boolean isPassed,
      boolean isGone,
      boolean inferred,
      Optional<Duration> waited,
      List<Comparison> comparisons) {
    var all = new ArrayList<>(notes);
    if (calls > 0) {
      var price = cost.isPositive() ? ", which cost " + cost : "";
      all.add(calls + (calls == 1 ? " call" : " calls") + " metered" + price);
    }
    return new StoryStep(
        step,
        status(isPassed, isGone),
        at(),
        latency(),
        waited,
        inferred,
        condensed(all),
        comparisons,
        troubles,
        records);
  }

  private StepStatus status(boolean isPassed, boolean isGone) {
    if (isRefusedLast) {
      return StepStatus.REFUSED;
    }
    if (isDone) {
      return StepStatus.DONE;
    }
    if (!hasCome()) {
      if (isGone) {
        return StepStatus.GONE;
      }
      return isPassed ? StepStatus.SKIPPED : StepStatus.NEVER_CAME;
    }
    return isPassed ? StepStatus.DONE : StepStatus.UNFINISHED;
  }

  private Optional<Instant> at() {
    return hasCome() ? Optional.of(records.getLast().at()) : Optional.empty();
  }

  /// From when the pod wrote the first fact of the step's last exchange until the log had its last
  /// one. Calls that were only counted were no exchange.
  private Optional<Duration> latency() {
    return records.reversed().stream()
        .filter(record -> !(record.fact().event() instanceof CallsMetered) && !isBeside(record))
        .findFirst()
        .map(this::latency);
  }

  private Duration latency(Logged.Known last) {
    var began =
        records.stream()
            .map(Logged.Known::fact)
            .filter(fact -> fact.request().equals(last.fact().request()))
            .map(Fact::time)
            .min(Instant::compareTo)
            .orElse(last.at());
    var took = Duration.between(began, last.at());
    return took.isNegative() ? Duration.ZERO : took;
  }

  /// Equal sentences become one, with their number.
  private static List<String> condensed(List<String> sentences) {
    return sentences.stream()
        .collect(Collectors.groupingBy(s -> s, LinkedHashMap::new, Collectors.counting()))
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
          ClientSeen _,
          ClientDeleted _,
          ClientDeactivated _,
          ClientActivated _,
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
          FlowViewed _,
          StepRefused _,
          ConsentRemembered _,
          ConsentForgotten _,
          SessionEnded _,
          AuthorizationPushed _,
          AccountSuspended _,
          AccountReinstated _,
          AccountCredited _,
          AccountCharged _,
          AccountCalled _,
          CallRefused _ ->
          false;
    };
  }
}
