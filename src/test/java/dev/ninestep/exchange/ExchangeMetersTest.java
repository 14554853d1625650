package dev.ninestep.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Repeated;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Step;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExchangeMetersTest {

  private static final Caller CALLER = new Caller("hash", "192.0.2.0/24", Optional.empty());
  private static final ResourceUri RESOURCE =
      ResourceUri.parse("https://mcp.example.com/mcp").orElseThrow();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ExchangeMeters meters = new ExchangeMeters(registry);

  private double refused(String refusal, String step) {
    return registry
        .get("ninestep.refusals")
        .tags("refusal", refusal, "step", step)
        .counter()
        .count();
  }

  @Test
  void aRefusalIsCountedUnderItsNameAndStep() {
    meters.fact(
        new StepRefused(Step.TOKEN, Refusal.CODE_EXPIRED, Optional.empty(), Evidence.NONE, CALLER));
    assertThat(refused("code-expired", "5")).isOne();
  }

  @Test
  void aRefusalThatIsWrittenLaterWithOthersIsCountedWhenItHappens() {
    var once =
        new StepRefused(Step.TOKEN, Refusal.CODE_EXPIRED, Optional.empty(), Evidence.NONE, CALLER);
    for (var i = 0; i < 40; i++) {
      meters.counted(once);
    }
    assertThat(refused("code-expired", "5")).isEqualTo(40);
    meters.fact(
        new StepRefused(
            Step.TOKEN,
            Refusal.CODE_EXPIRED,
            Optional.empty(),
            Evidence.NONE,
            CALLER,
            Optional.of(new Repeated(40, Instant.EPOCH, Instant.EPOCH))));
    assertThat(refused("code-expired", "5")).isEqualTo(40);
    assertThat(registry.get("ninestep.facts").tag("event", "StepRefused").counter().count())
        .isOne();
  }

  @Test
  void callsRefusedInOneFactCountAsOftenAsTheyWere() {
    meters.fact(
        new CallRefused(
            Refusal.TOKEN_EXPIRED,
            Optional.empty(),
            Optional.empty(),
            RESOURCE,
            "POST",
            40,
            Evidence.NONE,
            CALLER));
    assertThat(refused("token-expired", "7")).isEqualTo(40);
    assertThat(registry.get("ninestep.facts").tag("event", "CallRefused").counter().count())
        .isOne();
  }

  @Test
  void whatIsNoRefusalIsCountedAsAFactAlone() {
    meters.fact(new ResourceChallenged(RESOURCE, "GET", CALLER));
    assertThat(registry.find("ninestep.refusals").counters()).isEmpty();
    assertThat(registry.get("ninestep.facts").tag("event", "ResourceChallenged").counter().count())
        .isOne();
  }

  @Test
  void anAnswerIsTimedUnderItsStepAndKindOfStatus() {
    meters.answered("5", 200, TimeUnit.MILLISECONDS.toNanos(3));
    meters.answered("5", 204, TimeUnit.MILLISECONDS.toNanos(5));
    meters.answered("5", 400, TimeUnit.MILLISECONDS.toNanos(1));
    var good = registry.get("ninestep.exchange").tags("step", "5", "status", "2xx").timer();
    assertThat(good.count()).isEqualTo(2);
    assertThat(good.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(8);
    assertThat(registry.get("ninestep.exchange").tags("step", "5", "status", "4xx").timer().count())
        .isOne();
  }
}
