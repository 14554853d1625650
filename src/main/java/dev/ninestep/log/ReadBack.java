package dev.ninestep.log;

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
import dev.ninestep.event.DeliveryFailure;
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
import dev.ninestep.protocol.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// Append, read back, answer: the protocol by which one pod answers from the log.
///
/// A question is parked under its fact's id before the fact is appended. The tail hands every
/// record to [#read], which folds it and answers the question parked under it, if there is one,
/// from the state that stood right after. The acknowledgement of the append plays no part: a fact
/// whose acknowledgement is lost is answered by its read-back like any other, and one that is
/// acknowledged is still not answered before it is folded. If the budget runs out first, the
/// question is answered [Answer.Unsettled], and for a presentation a [DeliveryFailed] is appended,
/// so that what was presented may come once more should the fact have landed after all.
///
/// Questions may be asked on any thread; [#read] is called by one.
///
/// @param <S> the state of an aggregate
public final class ReadBack<S> {

  /// Where facts go.
  @FunctionalInterface
  public interface Appender {

    /// Hands a fact over. Facts handed over by one pod under one key land in the order in which
    /// they were handed over, or not at all.
    ///
    /// @param fact the fact
    void append(Fact fact);
  }

  /// When budgets run out.
  @FunctionalInterface
  public interface Deadlines {

    /// Runs something once a budget has run out.
    ///
    /// @param budget from now
    /// @param then what to run
    void after(Duration budget, Runnable then);
  }

  private record Question<S>(Fact fact, BiFunction<S, Instant, Runnable> settle, Runnable giveUp) {}

  private final Map<UUID, Question<S>> parked = new ConcurrentHashMap<>();
  private final Appender log;
  private final Function<Logged, S> fold;
  private final Deadlines deadlines;
  private final Envelopes envelopes;
  private final Duration budget;

  /// A protocol with nothing parked.
  ///
  /// @param log where facts go
  /// @param fold applies a record and tells the state of its aggregate right after
  /// @param deadlines when budgets run out
  /// @param envelopes for the facts the protocol itself has to write
  /// @param budget how long a question may wait for its fact
  public ReadBack(
      Appender log,
      Function<Logged, S> fold,
      Deadlines deadlines,
      Envelopes envelopes,
      Duration budget) {
    this.log = log;
    this.fold = fold;
    this.deadlines = deadlines;
    this.envelopes = envelopes;
    this.budget = budget;
  }

  /// Appends a fact and asks what it came to. Exactly one answer is given.
  ///
  /// @param fact the fact
  /// @param outcome what the state right after the fact, at the log's time of the fact, means;
  ///   called on the thread that reads the log, so it must be pure and quick
  /// @param then gets the answer, on the thread that reads the log or runs deadlines
  /// @param <O> the outcome
  public <O> void ask(
      Fact fact, BiFunction<S, Instant, O> outcome, Consumer<? super Answer<O>> then) {
    parked.put(
        fact.id(),
        new Question<>(
            fact,
            (after, at) -> {
              var settled = new Answer.Settled<>(outcome.apply(after, at));
              return () -> then.accept(settled);
            },
            () -> then.accept(new Answer.Unsettled<>())));
    // Deadlines outlive most questions, so they hold on to an id and not to a fact.
    var id = fact.id();
    deadlines.after(budget, () -> giveUp(id));
    log.append(fact);
  }

  /// Takes the next record of the log: folds it, then answers whoever waits for it.
  ///
  /// @param logged the record
  public void read(Logged logged) {
    var after = fold.apply(logged);
    if (logged instanceof Logged.Known known) {
      var question = parked.remove(known.fact().id());
      if (question != null) {
        question.settle.apply(after, known.at()).run();
      }
    }
  }

  private void giveUp(UUID id) {
    var question = parked.remove(id);
    if (question != null) {
      undelivered(question.fact, DeliveryFailure.DEADLINE_PASSED);
      question.giveUp.run();
    }
  }

  /// Reports that the answer to a fact is known not to have left. For a presentation, what was
  /// presented may then come once more; for any other fact there is nothing to report.
  ///
  /// @param fact the fact whose answer was lost
  /// @param failure how it was lost
  public void undelivered(Fact fact, DeliveryFailure failure) {
    attemptOf(fact.event())
        .ifPresent(
            attempt -> log.append(envelopes.following(fact, new DeliveryFailed(attempt, failure))));
  }

  private static Optional<AttemptId> attemptOf(Event event) {
    return switch (event) {
      case CodePresented e -> Optional.of(e.attempt());
      case RefreshPresented e -> Optional.of(e.attempt());
      case PasswordPresented e -> Optional.of(e.attempt());
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
          PasswordAccepted _,
          SessionsEnded _,
          ConsentShown _,
          ConsentGranted _,
          ConsentDenied _,
          TokensIssued _,
          DeliveryFailed _,
          GrantRevoked _,
          AssertionPresented _,
          ProofPresented _,
          CodeTried _,
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
          Optional.empty();
    };
  }

  /// How many questions are waiting.
  ///
  /// @return the number parked
  public int waiting() {
    return parked.size();
  }
}
