package dev.ninestep.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final Duration GENEROUS = Duration.ofMinutes(5);

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void brokersThatAreAwayAreAskedAgainUntilTheyAnswer() {
    var answer =
        new Patience("kafka:9092", GENEROUS)
            .of(
                "a topic",
                () ->
                    switch (asked.incrementAndGet()) {
                      case 1 -> throw new ExecutionException(new TimeoutException("away"));
                      case 2 -> Optional.empty();
                      default -> Optional.of("there");
                    });
    assertThat(answer).isEqualTo("there");
    assertThat(asked).hasValue(3);
  }

  @Test
  void brokersThatRefuseUsAreNot() {
    assertThatThrownBy(() ->
            new Patience("kafka:9092", GENEROUS)
                .of(
                    "topic ninestep.flow",
                    () -> {
                      asked.incrementAndGet();
                      throw new ExecutionException(new SaslAuthenticationException("who are you"));
                    }))
        .isInstanceOf(UnusableLogException.class)
        .hasMessageContaining("topic ninestep.flow from kafka:9092")
        .hasMessageContaining("who are you");
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoeverHasNoneAsksOnceAllTheSame() {
    assertThat(new Patience("kafka:9092", Duration.ZERO).of("it", () -> Optional.of(1)))
        .isEqualTo(1);
    assertThatThrownBy(() ->
            new Patience("kafka:9092", Duration.ZERO).of("it", () -> Optional.<Integer>empty()))
        .isInstanceOf(UnusableLogException.class)
        .hasMessage("no answer from kafka:9092 within 0 s: it");
  }
}
