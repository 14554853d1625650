package dev.ninestep.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(new SplittableRandom(1));

  @Test
  void itWaitsTwiceAsLongEachTimeAndAMinuteAtMost() {
    var most = Backoff.FIRST;
    for (var pause : Stream.generate(backoff::next).limit(20).toList()) {
      assertThat(pause).isBetween(most.dividedBy(2), most);
      most =
          most.multipliedBy(2).compareTo(Backoff.LONGEST) < 0
              ? most.multipliedBy(2)
              : Backoff.LONGEST;
    }
    assertThat(most).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void afterASuccessItBeginsAnew() {
    backoff.next();
    backoff.next();
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.FIRST);
  }

  @Test
  void whoFailsTogetherDoesNotComeBackTogether() {
    var other = new Backoff(new SplittableRandom(2));
    assertThat(backoff.next()).isNotEqualTo(other.next());
  }
}
