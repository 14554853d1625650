package dev.ninestep.log;

import static dev.ninestep.log.TestFacts.CLIENT;
import static dev.ninestep.log.TestFacts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// An envelope says who wrote a fact and when, and its id sorts by that time.
class StampedEnvelopesTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON.plusNanos(1_234_567));
  private final Envelopes envelopes = new StampedEnvelopes("/pod/a", now::get);

  private Fact seal() {
    return envelopes.seal(
        new Key.OfClient(CLIENT),
        new FlowId(1, 2),
        new RequestId(3, 4),
        Optional.of(CLIENT),
        Optional.of("trace"),
        TestFacts.presentation(1).event());
  }

  @Test
  void itCarriesWhatItWasGivenAndTheTimeInMilliseconds() {
    var fact = seal();
    assertThat(fact)
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(
            new Fact(
                fact.id(),
                new Key.OfClient(CLIENT),
                "/pod/a",
                NOON.plusMillis(1),
                new FlowId(1, 2),
                new RequestId(3, 4),
                Optional.of(CLIENT),
                Optional.of("trace"),
                TestFacts.presentation(1).event()));
  }

  @Test
  void itsIdIsAUuidOfVersionSevenThatBeginsWithTheTime() {
    // The JDK's clock and ours may differ by what was counted on, so the thread is a fresh one.
    var id = new AtomicReference<UUID>();
    var thread = Thread.ofPlatform().start(() -> id.set(seal().id()));
    join(thread);
    assertThat(id.get().version()).isEqualTo(7);
    assertThat(id.get().variant()).isEqualTo(2);
    assertThat(id.get().getMostSignificantBits() >>> 16)
        .isEqualTo(NOON.plusMillis(1).toEpochMilli());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theIdsOfAThreadGrowEvenWhenItsClockStandsStillOrStepsBack() {
    var ids = new ArrayList<UUID>();
    for (var i = 0; i < 10_000; i++) {
      ids.add(seal().id());
    }
    now.set(NOON.minusSeconds(60));
    for (var i = 0; i < 10_000; i++) {
      ids.add(seal().id());
    }
    assertThat(ids.stream().map(UUID::getMostSignificantBits).toList())
        .isSortedAccordingTo(Long::compareUnsigned)
        .doesNotHaveDuplicates();
  }
}
