package dev.ninestep.gateway;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.Answer;
import dev.ninestep.log.Envelopes;
import dev.ninestep.log.FlowLog;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.TillId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/// One log and several pods, each of which has read as much of it as a test lets it.
final class SharedLog {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /// A fact, and when the log took it.
  private record Taken(Fact fact, Instant at) {}

  private final List<Taken> facts = new ArrayList<>();
  private Instant now = NOON;
  private long ids;

  /// Lets time pass, on every pod's clock.
  void pass(Duration time) {
    now = now.plus(time);
  }

  /// Everything written, in the order of the log.
  List<Event> events() {
    return facts.stream().map(Taken::fact).map(Fact::event).toList();
  }

  void append(Key key, Event event) {
    take(fact(key, new FlowId(0, 0), new RequestId(0, 0), Optional.empty(), event));
  }

  private synchronized void take(Fact fact) {
    facts.add(new Taken(fact, now));
  }

  private synchronized Fact fact(
      Key key, FlowId flow, RequestId request, Optional<ClientId> client, Event event) {
    var id = new UUID(0, ++ids);
    return new Fact(id, key, "pod", NOON, flow, request, client, Optional.empty(), event);
  }

  /// A pod that has read nothing.
  Pod pod(String low) {
    return new Pod(low);
  }

  /// One pod: its ledger, and its till.
  final class Pod implements FlowLog<Aggregate>, Envelopes {

    final Ledger ledger = new Ledger(4);
    final TillId id = new TillId(++ids);
    final Till till;
    private final Map<UUID, Runnable> waiting = new HashMap<>();
    private int read;
    private boolean loses;

    private Pod(String low) {
      var terms = new BillingTerms("EUR", Amount.parse(low).orElseThrow(), Optional.empty());
      till = new Till(new Recorder<>(this, this), ledger::account, terms, id);
    }

    /// What holds accounts to so many calls a minute on this pod.
    Pace pace(ResourceUri resource, int perMinute) {
      return new Pace(new Recorder<>(this, this), ledger.accountCalls(), resource, id, perMinute);
    }

    /// What is handed over from now on is lost, or is not.
    void loses(boolean everything) {
      loses = everything;
    }

    /// Reads the next records, as many as there are.
    void read(int most) {
      for (var i = 0; i < most && read < facts.size(); i++) {
        var taken = facts.get(read);
        ledger.apply(
            new Logged.Known(new Position(Topic.FLOW, 0, read++), taken.at(), taken.fact()));
        Optional.ofNullable(waiting.remove(taken.fact().id())).ifPresent(Runnable::run);
      }
    }

    void readAll() {
      read(Integer.MAX_VALUE);
    }

    @Override
    public <O> Future<Answer<O>> ask(Fact fact, BiFunction<Aggregate, Instant, O> outcome) {
      if (loses) {
        return Future.succeededFuture(new Answer.Unsettled<>());
      }
      var answer = Promise.<Answer<O>>promise();
      take(fact);
      waiting.put(
          fact.id(),
          () ->
              answer.complete(
                  new Answer.Settled<>(outcome.apply(ledger.account(TillTest.ANNA), NOON))));
      return answer.future();
    }

    @Override
    public void tell(Fact fact) {
      take(fact);
    }

    @Override
    public void undelivered(Fact fact, DeliveryFailure failure) {}

    @Override
    public Future<Boolean> barrier(Key key) {
      return Future.succeededFuture(true);
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public Instant voidAfter() {
      return NOON;
    }

    @Override
    public Duration staleness() {
      return Duration.ZERO;
    }

    @Override
    public Fact seal(
        Key key,
        FlowId flow,
        RequestId request,
        Optional<ClientId> client,
        Optional<String> traceparent,
        Event event) {
      return fact(key, flow, request, client, event);
    }
  }
}
