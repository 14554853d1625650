package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// When an upstream is taken out of use, and how it comes back. Three failures take it out, for 1 s
/// at first and 4 s at most.
class CircuitTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE);
  private final Circuit circuit =
      new Circuit(
          TestSettings.terms(Duration.ofSeconds(9), 1, 1, 3, Duration.ofSeconds(1)), now::get);

  private void pass(long millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private void takeOut() {
    circuit.failed();
    circuit.failed();
    circuit.failed();
  }

  /// Passes a rest up to its last moment, and then that.
  private void restFor(long millis) {
    pass(millis - 1);
    assertThat(circuit.takesProbe()).isFalse();
    pass(1);
    assertThat(circuit.takesProbe()).isTrue();
  }

  @Test
  void soManyFailuresInARowTakeItOut() {
    assertThat(circuit.failed()).isFalse();
    assertThat(circuit.failed()).isFalse();
    assertThat(circuit.isIn()).isTrue();
    assertThat(circuit.failed()).isTrue();
    assertThat(circuit.isIn()).isFalse();
  }

  @Test
  void anAnswerInBetweenBeginsTheRowAnew() {
    circuit.failed();
    circuit.failed();
    assertThat(circuit.answered()).isFalse();
    circuit.failed();
    circuit.failed();
    assertThat(circuit.isIn()).isTrue();
  }

  @Test
  void afterItsRestAConnectionIsTriedOnceAndThenOneCall() {
    takeOut();
    assertThat(circuit.takesTrial()).isFalse();
    restFor(1_000);
    assertThat(circuit.takesProbe()).isFalse();
    assertThat(circuit.takesTrial()).isFalse();
    circuit.probed(true);
    assertThat(circuit.takesTrial()).isTrue();
    assertThat(circuit.takesTrial()).isFalse();
    assertThat(circuit.isIn()).isFalse();
    assertThat(circuit.answered()).isTrue();
    assertThat(circuit.isIn()).isTrue();
  }

  @Test
  void eachTrialThatFailsDoublesTheRestUpToItsLimit() {
    takeOut();
    restFor(1_000);
    circuit.probed(false);
    restFor(2_000);
    circuit.probed(true);
    circuit.takesTrial();
    circuit.failed();
    restFor(4_000);
    circuit.probed(false);
    restFor(4_000);
  }

  @Test
  void failuresOfCallsFromBeforeDoNotLengthenTheRest() {
    takeOut();
    takeOut();
    restFor(1_000);
  }

  @Test
  void aTrialThatNeverEndsKeepsNobodyOutForLongerThanARest() {
    takeOut();
    restFor(1_000);
    circuit.probed(true);
    circuit.takesTrial();
    restFor(1_000);
    circuit.probed(true);
    assertThat(circuit.takesTrial()).isTrue();
  }

  @Test
  void anAnswerToACallFromBeforePutsItInAndTheProbeNoLongerMatters() {
    takeOut();
    restFor(1_000);
    assertThat(circuit.answered()).isTrue();
    circuit.probed(false);
    assertThat(circuit.isIn()).isTrue();
  }

  @Test
  void onceItWasInItsRestIsShortAgain() {
    takeOut();
    restFor(1_000);
    circuit.probed(false);
    restFor(2_000);
    circuit.answered();
    takeOut();
    restFor(1_000);
  }
}
