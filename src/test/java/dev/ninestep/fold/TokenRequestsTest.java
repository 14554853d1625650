package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Repeated;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenRequestsTest {

  private static final ClientId REGISTERED = new ClientId("client");
  private static final ClientId URL = new ClientId("https://app.example/client.json");
  private static final Optional<FlowId> GRANT = Optional.of(new FlowId(0, 1));
  private static final Optional<FlowId> NO_GRANT = Optional.empty();
  private static final Caller HERE = new Caller("here", "192.0.2.0/24", Optional.empty());
  private static final Caller THERE = new Caller("there", "198.51.100.0/24", Optional.empty());

  private final TokenRequests requests = new TokenRequests();

  @Test
  void presentationsAndRefusalsCountAlike() {
    present(REGISTERED, HERE, 1);
    requests.see(null, refused(Step.TOKEN), NOON);
    requests.see(null, refused(Step.REFRESH), NOON);
    requests.see(null, refused(Step.AUTHORIZATION), NOON);
    assertThat(requests.wait(REGISTERED, NO_GRANT, HERE, 4, NOON)).isZero();
    assertThat(requests.wait(REGISTERED, NO_GRANT, HERE, 3, NOON))
        .isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void whatWasCountedElsewhereHoldsNobodyUp() {
    var repeated = Optional.of(new Repeated(10_000, NOON, NOON));
    requests.see(
        null,
        new StepRefused(
            Step.TOKEN,
            Refusal.GRANT_TYPE_MISSING,
            Optional.of(REGISTERED),
            Evidence.NONE,
            HERE,
            repeated),
        NOON);
    assertThat(requests.size()).isZero();
  }

  @Test
  void aRegisteredClientIsOneWhereverItComesFrom() {
    present(REGISTERED, HERE, 60);
    assertThat(requests.wait(REGISTERED, GRANT, THERE, 60, NOON.plusSeconds(20)))
        .isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void whoSharesAClientWithAUrlIsNotHeldUpByOthers() {
    present(URL, HERE, 60);
    assertThat(requests.wait(URL, NO_GRANT, HERE, 60, NOON)).isPositive();
    assertThat(requests.wait(URL, NO_GRANT, THERE, 60, NOON)).isZero();
  }

  @Test
  void aGrantOfAClientWithAUrlIsOneWhereverItComesFrom() {
    for (var caller : List.of(HERE, THERE)) {
      requests.see(
          GRANT.orElseThrow(), new RefreshPresented(new AttemptId(1), URL, 1, NOON, caller), NOON);
    }
    assertThat(requests.wait(URL, GRANT, HERE, 2, NOON)).isPositive();
    assertThat(requests.wait(URL, GRANT, HERE, 3, NOON)).isZero();
    assertThat(requests.wait(URL, NO_GRANT, HERE, 1, NOON)).isZero();
    assertThat(requests.wait(URL, Optional.of(new FlowId(0, 2)), HERE, 1, NOON)).isZero();
  }

  @Test
  void onlyThoseOfTheLastMinuteAreKept() {
    for (var i = 0; i < 1_000; i++) {
      requests.see(
          null,
          new RefreshPresented(new AttemptId(i), new ClientId("client-" + i), 1, NOON, HERE),
          NOON.plusSeconds(i));
    }
    assertThat(requests.size()).isLessThan(130);
  }

  private void present(ClientId client, Caller caller, int times) {
    for (var i = 0; i < times; i++) {
      requests.see(null, new RefreshPresented(new AttemptId(i), client, 1, NOON, caller), NOON);
    }
  }

  private static StepRefused refused(Step step) {
    return new StepRefused(
        step, Refusal.CODE_UNKNOWN, Optional.of(REGISTERED), Evidence.NONE, HERE);
  }
}
