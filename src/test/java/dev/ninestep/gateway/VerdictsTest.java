package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final Verdicts verdicts =
      new Verdicts(name -> {
        asked.incrementAndGet();
        return name.startsWith("x");
      });

  @Test
  void eachNameIsJudgedOnce() {
    for (var i = 0; i < 3; i++) {
      assertThat(verdicts.passes("x-one")).isTrue();
      assertThat(verdicts.passes("one")).isFalse();
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void madeUpNamesDoNotFillIt() {
    for (var i = 0; i < 10_000; i++) {
      assertThat(verdicts.passes("x-" + i)).isTrue();
      assertThat(verdicts.passes("y-" + i)).isFalse();
    }
    assertThat(verdicts.size()).isEqualTo(256);
    assertThat(verdicts.passes("y-9999")).isFalse();
  }

  @Test
  void longNamesAreNotRemembered() {
    assertThat(verdicts.passes("x".repeat(65))).isTrue();
    assertThat(verdicts.size()).isZero();
  }
}
