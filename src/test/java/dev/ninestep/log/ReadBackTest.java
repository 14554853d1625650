package dev.ninestep.log;

import static dev.ninestep.log.TestFacts.NOON;
import static dev.ninestep.log.TestFacts.presentation;
import static dev.ninestep.log.TestFacts.readBack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Position;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A question is answered by the read-back of its fact and by nothing else, exactly once. The
/// appender here only takes facts down: whether, when and in which order they are read back is for
/// each test to say. There is no acknowledgement to lose, since none is ever waited for.
class ReadBackTest {

  private static final Duration BUDGET = Duration.ofSeconds(2);

  private final List<Fact> appended = new ArrayList<>();
  private final List<Logged> folded = new ArrayList<>();
  private final List<Runnable> deadlines = new ArrayList<>();
  private final List<Answer<String>> answers = new ArrayList<>();
  private final ReadBack<Integer> log =
      new ReadBack<>(
          appended::add,
          logged -> {
            folded.add(logged);
            return folded.size();
          },
          (budget, then) -> {
            assertThat(budget).isEqualTo(BUDGET);
            deadlines.add(then);
          },
          TestFacts.ENVELOPES,
          BUDGET);

  private Fact ask(long flow) {
    var fact = presentation(flow);
    log.ask(fact, (state, at) -> state + " at " + at, answers::add);
    return fact;
  }

  @Test
  void aFactIsAnsweredFromTheStateRightAfterIt() {
    var fact = ask(1);
    log.read(readBack(presentation(2), 0));
    assertThat(answers).isEmpty();
    log.read(readBack(fact, 7));
    log.read(readBack(presentation(3), 8));

    assertThat(answers).containsExactly(new Answer.Settled<>("2 at " + NOON.plusMillis(7)));
    assertThat(folded).hasSize(3);
    assertThat(log.waiting()).isZero();
  }

  @Test
  void handingAFactOverAnswersNothing() {
    ask(1);
    assertThat(appended).hasSize(1);
    assertThat(answers).isEmpty();
    assertThat(log.waiting()).isOne();
  }

  @Test
  void aRepeatedReadBackIsFoldedAndAnswersNobodyAgain() {
    var fact = ask(1);
    log.read(readBack(fact, 0));
    log.read(readBack(fact, 1));
    assertThat(answers).hasSize(1);
    assertThat(folded).hasSize(2);
  }

  @Test
  void whenTheBudgetRunsOutThePresentationIsFollowedByItsFailure() {
    var fact = ask(1);
    deadlines.forEach(Runnable::run);

    assertThat(answers).containsExactly(new Answer.Unsettled<>());
    assertThat(appended).hasSize(2).first().isEqualTo(fact);
    var failure = appended.getLast();
    var attempt = ((RefreshPresented) fact.event()).attempt();
    assertThat(failure.event())
        .isEqualTo(new DeliveryFailed(attempt, DeliveryFailure.DEADLINE_PASSED));
    assertThat(failure.key()).isEqualTo(fact.key());
    assertThat(failure.request()).isEqualTo(fact.request());
    assertThat(failure.id()).isNotEqualTo(fact.id());
  }

  @Test
  void aReadBackAfterTheDeadlineIsFoldedAndAnswersNobody() {
    var fact = ask(1);
    deadlines.forEach(Runnable::run);
    log.read(readBack(fact, 0));
    assertThat(answers).containsExactly(new Answer.Unsettled<>());
    assertThat(folded).hasSize(1);
  }

  @Test
  void aDeadlineAfterTheReadBackChangesNothing() {
    var fact = ask(1);
    log.read(readBack(fact, 0));
    deadlines.forEach(Runnable::run);
    assertThat(answers).hasSize(1);
    assertThat(appended).containsExactly(fact);
  }

  @Test
  void aFactThatPresentsNothingHasNoFailureToReport() {
    var served = served();
    log.ask(served, (state, _) -> "seen", answers::add);
    deadlines.forEach(Runnable::run);
    log.undelivered(served, DeliveryFailure.CONNECTION_CLOSED);
    assertThat(answers).containsExactly(new Answer.Unsettled<>());
    assertThat(appended).containsExactly(served);
  }

  private static Fact served() {
    Event event =
        new MetadataServed(
            "jwks", "/jwks", new dev.ninestep.event.Caller("a", "n", Optional.empty()));
    return TestFacts.about(1, event);
  }

  @Test
  void anUnreadableRecordIsFoldedAndAnswersNobody() {
    var fact = ask(1);
    var unreadable =
        new Logged.Unreadable(
            new Position(Topic.FLOW, 0, 0), NOON, Optional.<Key>of(fact.key()), "torn");
    log.read(unreadable);
    assertThat(folded).containsExactly(unreadable);
    assertThat(answers).isEmpty();
  }
}
