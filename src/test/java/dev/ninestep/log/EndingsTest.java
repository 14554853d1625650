package dev.ninestep.log;

import static dev.ninestep.log.TestFacts.NOON;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ClientSeen;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.RevokedBy;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndingsTest {

  private static final GrantRevoked REVOKED =
      new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.empty());

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = NOON;
  private final Endings endings = new Endings(registry, () -> now.toEpochMilli());

  private Timer latency() {
    return registry.get("ninestep.revocation").timer();
  }

  /// @param at milliseconds after noon, by the log
  private void fold(Event event, long at) {
    endings.folded(TestFacts.readBack(TestFacts.about(1, event), at));
  }

  @Test
  void whatEndsSomethingIsMeasuredFromItsTimeInTheLog() {
    endings.begin();
    now = NOON.plusMillis(30);
    fold(REVOKED, 18);
    assertThat(latency().count()).isEqualTo(1);
    assertThat(latency().totalTime(MILLISECONDS)).isEqualTo(12);
  }

  @Test
  void whatWasWrittenBeforeThePodWasReadyIsNot() {
    now = NOON.plusMillis(10);
    fold(REVOKED, 5);
    endings.begin();
    now = NOON.plusSeconds(60);
    fold(REVOKED, 9);
    assertThat(latency().count()).isZero();
    fold(REVOKED, 10);
    assertThat(latency().count()).isEqualTo(1);
  }

  @Test
  void whatEndsNothingIsNot() {
    endings.begin();
    fold(new ClientSeen(TestFacts.CLIENT), 1);
    fold(TestFacts.presentation(1).event(), 2);
    assertThat(latency().count()).isZero();
  }

  @Test
  void aBrokerWhoseClockIsAheadMakesNoTimeNegative() {
    endings.begin();
    fold(REVOKED, 40);
    assertThat(latency().count()).isEqualTo(1);
    assertThat(latency().totalTime(MILLISECONDS)).isZero();
  }
}
