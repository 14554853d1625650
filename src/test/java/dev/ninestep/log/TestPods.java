package dev.ninestep.log;

import dev.ninestep.embedded.SharedKafka;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Pods on the shared broker, and flows that nobody else has.
final class TestPods {

  static final Envelopes ENVELOPES = new StampedEnvelopes("/pod/test", Clock.systemUTC());

  private static final Duration GENEROUS = Duration.ofSeconds(20);
  private static final ClientId CLIENT = new ClientId("client");
  private static final Caller CALLER = new Caller("hash", "127.0.0.0/24", Optional.empty());

  private TestPods() {}

  static LogSettings settings() {
    return settings(GENEROUS);
  }

  static LogSettings settings(Duration budget) {
    return new LogSettings(SharedKafka.bootstrapServers(), 3, 1, budget, Map.of());
  }

  static KafkaFlowLog<Aggregate> open(Vertx vertx, Ledger ledger) {
    return open(vertx, settings(), ledger, ledger::apply);
  }

  static KafkaFlowLog<Aggregate> open(
      Vertx vertx, LogSettings settings, Ledger ledger, Function<Logged, Aggregate> fold) {
    return new KafkaFlowLog<>(
        vertx, settings, Topics.prepare(settings), ENVELOPES, fold, ledger::nextOffset, _ -> {});
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  static FlowId flow() {
    var chance = ThreadLocalRandom.current();
    return new FlowId(chance.nextLong(), chance.nextLong());
  }

  static Fact fact(FlowId flow, Event event) {
    return ENVELOPES.seal(
        new Key.OfFlow(flow),
        flow,
        new RequestId(1, 2),
        Optional.of(CLIENT),
        Optional.empty(),
        event);
  }

  static ConsentGranted consent() {
    return new ConsentGranted(
        new AttemptId(1),
        CLIENT,
        new AccountId(1, 2),
        new RedirectUri("https://client.example/cb"),
        Scope.of("mcp"),
        new ResourceUri("https://mcp.example/mcp"),
        Instant.ofEpochMilli(System.currentTimeMillis() + 600_000),
        Duration.ofMinutes(1),
        Duration.ofDays(30),
        Duration.ofDays(365));
  }

  static RefreshPresented refresh(long attempt, int generation) {
    return new RefreshPresented(
        new AttemptId(attempt),
        CLIENT,
        generation,
        Instant.ofEpochMilli(System.currentTimeMillis() + 60_000),
        CALLER);
  }
}
