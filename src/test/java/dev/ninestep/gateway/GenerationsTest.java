package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenerationsTest {

  private static final Duration UNUSED = Duration.ofHours(1);

  private final AtomicLong nanos = new AtomicLong();
  private final Generations<Integer, String> some = new Generations<>(10, UNUSED, nanos::get);

  @Test
  void whatWasAddedIsFound() {
    assertThat(some.get(1)).isNull();
    assertThat(some.add(1, "one")).isEqualTo("one");
    assertThat(some.get(1)).isEqualTo("one");
  }

  @Test
  void whatIsThereStays() {
    some.add(1, "one");
    assertThat(some.add(1, "another")).isEqualTo("one");
    add(2, 6);
    assertThat(some.add(1, "another")).as("in the older generation").isEqualTo("one");
    assertThat(some.get(1)).isEqualTo("one");
  }

  @Test
  void noMoreAreKeptThanMayBe() {
    add(1, 1_000);
    assertThat(found(1, 1_000)).isLessThanOrEqualTo(10);
    assertThat(some.get(1_000)).isEqualTo("1000");
  }

  @Test
  void whatIsAskedForAllTheTimeIsKeptWhateverElseComes() {
    add(1, 1);
    for (var i = 2; i < 1_000; i++) {
      add(i, i);
      assertThat(some.get(1)).isEqualTo("1");
    }
  }

  @Test
  void asManyAsMayBeKeptAreKeptThoughAllAreInUse() {
    add(1, 1_000);
    IntStream.rangeClosed(1, 100).forEach(_ -> found(1, 1_000));
    assertThat(found(1, 1_000)).isBetween(5L, 10L);
  }

  @Test
  void whatNobodyAsksForIsForgottenInTime() {
    some.add(1, "one");
    some.add(2, "two");
    for (var i = 0; i < 2; i++) {
      nanos.addAndGet(UNUSED.toNanos() / 2);
      assertThat(some.get(2)).isEqualTo("two");
      some.add(3 + i, "other");
    }
    assertThat(some.get(1)).isNull();
    assertThat(some.get(2)).isEqualTo("two");
  }

  @Test
  void oneIsForgottenInBothGenerations() {
    some.add(1, "one");
    some.remove(1);
    assertThat(some.get(1)).isNull();
    some.add(1, "one");
    add(2, 6);
    some.remove(1);
    assertThat(some.get(1)).isNull();
  }

  @Test
  void allAreForgottenInBothGenerations() {
    add(1, 8);
    some.clear();
    assertThat(found(1, 8)).isZero();
  }

  private void add(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(i -> some.add(i, Integer.toString(i)));
  }

  private long found(int from, int to) {
    return IntStream.rangeClosed(from, to).filter(i -> some.get(i) != null).count();
  }
}
