package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which of several upstreams gets a call, and what becomes of those that fail.
class UpstreamsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<String> served = new CopyOnWriteArrayList<>();
  private final HeldUpstream held = new HeldUpstream();
  private volatile int illness = 503;
  private Optional<Harness> harness = Optional.empty();

  @AfterEach
  void close() {
    held.release();
    harness.ifPresent(Harness::close);
  }

  private Harness before(
      UnaryOperator<GatewaySettings> change, List<Handler<HttpServerRequest>> upstreams) {
    harness = Optional.of(Harness.beforeSeveral(change, upstreams));
    return harness.orElseThrow();
  }

  private Handler<HttpServerRequest> well(String name) {
    return request -> {
      served.add(name);
      request.response().end(name);
    };
  }

  /// Answers 503, or breaks the connection, until it is well.
  private Handler<HttpServerRequest> ill(String name) {
    return request -> {
      served.add(name);
      if (illness == 0) {
        request.connection().close();
      } else {
        request.response().setStatusCode(illness).end(name);
      }
    };
  }

  private static HttpResponse<String> call(Harness gateway) {
    return gateway.send(
        gateway.request("", gateway.token()).POST(BodyPublishers.ofString("{\"id\":1}")));
  }

  private static CompletableFuture<HttpResponse<Void>> sent(Harness gateway, String token) {
    return gateway.http.sendAsync(gateway.request("", token).build(), BodyHandlers.discarding());
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(20));
  }

  private static List<Integer> calls(Harness gateway, int times) {
    return IntStream.range(0, times).mapToObj(_ -> call(gateway).statusCode()).toList();
  }

  private static List<Refusal> refused(Harness gateway) {
    return gateway.facts.events(CallRefused.class).stream().map(CallRefused::refusal).toList();
  }

  @Test
  void callsThatFindAllEquallyBusyGoToEachInTurn() {
    var gateway = before(UnaryOperator.identity(), List.of(well("a"), well("b"), well("c")));
    assertThat(calls(gateway, 9)).containsOnly(200);
    assertThat(served).filteredOn("a"::equals).hasSize(3);
    assertThat(served).filteredOn("b"::equals).hasSize(3);
  }

  @Test
  void whoeverIsBusyIsPassedOver() {
    var gateway = before(UnaryOperator.identity(), List.of(held, well("b")));
    var waiting = IntStream.range(0, 2).mapToObj(_ -> sent(gateway, gateway.token())).toList();
    await().until(() -> held.calls() == 1);
    assertThat(calls(gateway, 6)).containsOnly(200);
    assertThat(held.calls()).isEqualTo(1);
    held.release();
    waiting.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
  }

  @Test
  void aCallThatFindsNoConnectionGoesToTheNext() {
    var gateway = before(TestSettings.resting(1_000, LONG), List.of(well("a"), well("b")));
    gateway.stopUpstream(0);
    assertThat(calls(gateway, 6)).containsOnly(200);
    assertThat(served).containsOnly("b");
    assertThat(refused(gateway)).isEmpty();
  }

  @Test
  void aCallThatWasSentIsNeverSentAgain() {
    illness = 0;
    var gateway = before(TestSettings.resting(1_000, LONG), List.of(ill("a"), ill("b")));
    assertThat(call(gateway).statusCode()).isEqualTo(502);
    assertThat(served).hasSize(1);
    assertThat(refused(gateway)).containsExactly(Refusal.UPSTREAM_UNREACHABLE);
  }

  @Test
  void anUpstreamThatFailsInARowGetsNoMoreCalls() {
    var gateway = before(TestSettings.resting(2, LONG), List.of(ill("a"), well("b")));
    assertThat(calls(gateway, 4)).containsExactlyInAnyOrder(200, 200, 503, 503);
    assertThat(calls(gateway, 6)).containsOnly(200);
    assertThat(served).filteredOn("a"::equals).hasSize(2);
  }

  @Test
  void theLastOneMaySayThatItIsOverloadedAsOftenAsItLikes() {
    var gateway = before(TestSettings.resting(1, LONG), List.of(ill("a")));
    assertThat(calls(gateway, 5)).containsOnly(503);
    assertThat(served).hasSize(5);
    assertThat(refused(gateway)).isEmpty();
  }

  /// GW-27
  @Test
  void whenNoneIsLeftCallsAreRefusedAtOnce() {
    illness = 0;
    var gateway = before(TestSettings.resting(2, LONG), List.of(ill("a")));
    assertThat(calls(gateway, 2)).containsOnly(502);
    var refusal = call(gateway);
    assertThat(refusal.statusCode()).isEqualTo(503);
    assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
    assertThat(served).hasSize(2);
    assertThat(refused(gateway)).contains(Refusal.UPSTREAM_RESTING);
  }

  @Test
  void aTrialThatIsAnsweredPutsItBackInUse() {
    illness = 0;
    var gateway = before(TestSettings.resting(2, Duration.ofMillis(50)), List.of(ill("a")));
    assertThat(calls(gateway, 2)).containsOnly(502);
    illness = 200;
    await().until(() -> call(gateway).statusCode() == 200);
    assertThat(calls(gateway, 3)).containsOnly(200);
  }

  @Test
  void whereNoConnectionOpensNoCallIsTried() {
    var gateway = before(TestSettings.resting(1, Duration.ofMillis(1)), List.of(well("a")));
    gateway.stopUpstream();
    assertThat(call(gateway).statusCode()).isEqualTo(502);
    await()
        .pollDelay(Duration.ofMillis(600))
        .untilAsserted(() -> assertThat(calls(gateway, 4)).containsOnly(503));
  }

  @Test
  void callsBeyondThoseThatMayWaitAreRefusedByName() {
    var gateway = before(TestSettings.connections(1), List.of(held));
    var token = gateway.token();
    var answers = new ArrayList<CompletableFuture<HttpResponse<Void>>>();
    answers.add(sent(gateway, token));
    await().until(() -> held.calls() == 1);
    IntStream.range(0, 4).forEach(_ -> answers.add(sent(gateway, token)));
    await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 3);
    held.release();
    assertThat(answers.stream().map(answer -> answer.join().statusCode()))
        .containsExactlyInAnyOrder(200, 200, 503, 503, 503);
    assertThat(refused(gateway)).containsOnly(Refusal.UPSTREAM_SATURATED);
  }

  @Test
  void anOperatorSeesWhichIsOutAndHowBusyTheyAre() {
    var seen = new SimpleMeterRegistry();
    Metrics.addRegistry(seen);
    illness = 0;
    try {
      var gateway = before(TestSettings.resting(1, LONG), List.of(ill("a"), held));
      var url = gateway.upstreamUri().toString();
      await()
          .until(() -> {
            var _ = sent(gateway, gateway.token());
            return seen.get("ninestep.upstream.out").tag("upstream", url).gauge().value() == 1;
          });
      assertThat(seen.get("ninestep.upstream.taken.out").tag("upstream", url).counter().count())
          .isEqualTo(1);
      var calls = seen.get("ninestep.upstream.calls").gauges();
      await().until(() -> calls.stream().anyMatch(gauge -> gauge.value() >= 1));
      assertThat(seen.get("ninestep.upstream.saturation").gauges())
          .anyMatch(gauge -> gauge.value() > 0 && gauge.value() < 1);
      held.release();
      gateway.gateway.close().await();
      assertThat(seen.find("ninestep.upstream.out").tag("upstream", url).gauge()).isNull();
    } finally {
      Metrics.removeRegistry(seen);
    }
  }
}
