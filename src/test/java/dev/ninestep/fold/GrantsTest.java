package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.None;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The packed table behaves as a map of grants would.
class GrantsTest {

  private static final Lifetimes LONG = new Lifetimes(Duration.ofHours(1), NOON.plusSeconds(9_999));

  /// As many flows as fit into few segments, so that these grow and give back often.
  private static FlowId crowded(int number) {
    return new FlowId(number, number * 0x9E37_79B9L & 0x0fff_ffff_ffff_ffffL);
  }

  private static Grant active(int generation) {
    var last = new Presentation(new AttemptId(generation), generation - 1, NOON, 0);
    return new Active(generation, NOON.plusSeconds(generation), last, false, LONG);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyStateComesOutAsItWentIn(long seed) {
    var random = new RandomFold(seed);
    var table = new Grants(0, () -> Instant.MIN);
    var model = new HashMap<FlowId, Grant>();
    for (var i = 0; i < 20_000; i++) {
      var flow = crowded(random.below(2_000));
      var grant = random.remembered();
      table.put(flow, grant);
      model.put(flow, grant);
      var asked = crowded(random.below(2_000));
      var now = random.moment();
      assertThat(table.get(asked, now)).isEqualTo(lapsing(model.get(asked), now));
    }
    model.forEach(
        (flow, grant) -> assertThat(table.get(flow, NOON)).isEqualTo(lapsing(grant, NOON)));
  }

  private static Grant lapsing(Grant grant, Instant now) {
    return grant == null || grant.lapsesAt().isBefore(now) ? new None() : grant;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatIsGivenBackNobodyMisses(long seed) {
    var random = new RandomFold(seed);
    var past = new AtomicReference<>(NOON.minusSeconds(60));
    var table = new Grants(0, past::get);
    var model = new HashMap<FlowId, Grant>();
    for (var i = 0; i < 40_000; i++) {
      past.set(NOON.minusSeconds(60).plusMillis(3L * i));
      var flow = crowded(random.below(50_000));
      var grant = random.remembered();
      table.put(flow, grant);
      model.put(flow, grant);
      var asked = crowded(random.below(50_000));
      var now = past.get().plusMillis(random.below(1_000));
      assertThat(table.get(asked, now)).isEqualTo(lapsing(model.get(asked), now));
    }
    assertThat(table.size()).isLessThan(model.size());
  }

  @Test
  void aGrantIsThereAtTheMomentItLapsesAndNotAfterIt() {
    var table = new Grants(0, () -> Instant.MIN);
    table.put(crowded(1), active(1));
    assertThat(table.get(crowded(1), LONG.endsAt())).isEqualTo(active(1));
    assertThat(table.get(crowded(1), LONG.endsAt().plusMillis(1))).isEqualTo(new None());
    table.put(crowded(2), new Closed(NOON));
    assertThat(table.get(crowded(2), Instant.parse("9999-12-31T23:59:59Z")))
        .isEqualTo(new Closed(NOON));
  }

  @Test
  void aReaderNeverSeesHalfAGrant() throws Exception {
    var table = new Grants(0, () -> Instant.MIN);
    var flows = 600;
    var isDone = new AtomicBoolean();
    Callable<Long> reader =
        () -> {
          var seen = 0L;
          var latest = new int[flows];
          while (!isDone.get() || seen == 0) {
            for (var i = 0; i < flows; i++) {
              if (table.get(crowded(i), NOON) instanceof Active s) {
                assertThat(s).isEqualTo(active(s.generation()));
                assertThat(s.generation()).isGreaterThanOrEqualTo(latest[i]);
                latest[i] = s.generation();
                seen++;
              }
            }
          }
          return seen;
        };
    try (var readers = Executors.newFixedThreadPool(2)) {
      var reads = new ArrayList<Future<Long>>();
      reads.add(readers.submit(reader));
      reads.add(readers.submit(reader));
      for (var generation = 1; generation <= 200; generation++) {
        for (var i = 0; i < flows; i++) {
          table.put(crowded(i), active(generation));
        }
      }
      isDone.set(true);
      for (var read : reads) {
        assertThat(read.get()).isPositive();
      }
    }
  }

  @Test
  void aLiveGrantTakesAtMostTwoHundredBytesFromAMillionOn() {
    var random = new RandomFold(1);
    var table = new Grants(1_000_000, () -> Instant.MIN);
    var most = 0.0;
    var least = Double.MAX_VALUE;
    for (var grants = 1; grants <= 3_000_000; grants++) {
      table.put(random.flow(), active(1));
      if (grants >= 1_000_000 && grants % 1_000 == 0) {
        var bytes = (double) table.bytes() / grants;
        most = Math.max(most, bytes);
        least = Math.min(least, bytes);
      }
    }
    System.out.printf("bytes per live grant: %.1f to %.1f%n", least, most);
    assertThat(most).isLessThanOrEqualTo(200);
  }
}
