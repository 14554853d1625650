package dev.ninestep.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlidingMinuteTest {

  @Test
  void theSixtyFirstWithinAMinuteWaitsForTheFirstToLeave() {
    var minute = new SlidingMinute();
    for (var i = 0; i < 60; i++) {
      assertThat(minute.until(60, 1_000 + i / 2)).isZero();
      minute.count(1_000 + i / 2);
    }
    assertThat(minute.until(60, 1_030)).isEqualTo(30);
    assertThat(minute.until(60, 1_059)).isEqualTo(1);
    assertThat(minute.until(60, 1_060)).isZero();
  }

  @Test
  void whatIsOverAMinuteOldIsForgotten() {
    var minute = new SlidingMinute();
    minute.count(1_000);
    assertThat(minute.isOver(1_059)).isFalse();
    assertThat(minute.isOver(1_060)).isTrue();
    minute.count(5_000);
    assertThat(minute.until(2, 5_000)).isZero();
    assertThat(minute.until(1, 5_000)).isEqualTo(60);
  }

  /// Against a list of all that was counted, with records that come late.
  @Test
  void itCountsAsAListWould() {
    for (var seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      var minute = new SlidingMinute();
      var all = new ArrayList<Long>();
      var newest = 10_000L;
      for (var i = 0; i < 400; i++) {
        newest += random.nextInt(4) == 0 ? random.nextInt(30) : 0;
        var second = newest - (random.nextInt(5) == 0 ? random.nextInt(50) : 0);
        minute.count(second);
        all.add(second);
        var now = newest + random.nextInt(70);
        var limit = 1 + random.nextInt(40);
        assertThat(minute.until(limit, now)).as("seed %s", seed).isEqualTo(wait(all, limit, now));
        assertThat(minute.within(now))
            .as("seed %s", seed)
            .isEqualTo(all.stream().filter(counted -> counted > now - 60).count());
      }
    }
  }

  private static long wait(List<Long> all, int limit, long now) {
    for (var later = 0L; ; later++) {
      var from = now + later - 60;
      if (all.stream().filter(second -> second > from).count() < limit) {
        return later;
      }
    }
  }
}
