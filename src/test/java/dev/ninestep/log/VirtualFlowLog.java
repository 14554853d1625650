package dev.ninestep.log;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/// A log of one partition in memory: the production protocol ([ReadBack]) and fold ([Ledger]), on a
/// clock that moves when a test moves it. Every fact is read back before `ask` returns, unless the
/// log is down: then facts are lost and questions give up at once. [#another] is the same log as
/// another pod sees it.
public final class VirtualFlowLog implements FlowLog<Aggregate>, Envelopes {

  /// The time it begins at.
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final Duration BUDGET = Duration.ofSeconds(2);

  /// What all pods share: the records, who reads them, and the time.
  private static final class Records {

    private final List<Logged.Known> all = new CopyOnWriteArrayList<>();
    private final List<VirtualFlowLog> readers = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private volatile Instant now = NOON;
  }

  private final Records records;
  private final Duration skew;
  private final Ledger ledger = new Ledger(16);
  private final ReadBack<Aggregate> readBack =
      new ReadBack<>(this::append, ledger::apply, (_, then) -> whenDown(then), this, BUDGET);
  private volatile boolean down;

  /// An empty log.
  public VirtualFlowLog() {
    this(new Records(), Duration.ZERO);
  }

  private VirtualFlowLog(Records records, Duration skew) {
    this.records = records;
    this.skew = skew;
    synchronized (records) {
      records.all.forEach(readBack::read);
      records.readers.add(this);
    }
  }

  /// The same log as a pod sees it that has read all of it: with a fold and a read-back of its own.
  ///
  /// @param skewed how far its clock is ahead, which stamps what it writes
  /// @return the log of that pod
  public VirtualFlowLog another(Duration skewed) {
    return new VirtualFlowLog(records, skewed);
  }

  /// The fold of all facts so far.
  public Ledger ledger() {
    return ledger;
  }

  /// All facts so far, oldest first.
  public List<Fact> facts() {
    return records.all.stream().map(Logged.Known::fact).toList();
  }

  /// All events so far, oldest first.
  public List<Event> events() {
    return records.all.stream().map(record -> record.fact().event()).toList();
  }

  /// All events of one kind so far, oldest first.
  public <E extends Event> List<E> events(Class<E> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Lets log time pass.
  public void pass(Duration time) {
    records.now = records.now.plus(time);
  }

  /// From now on facts are lost.
  public void goDown() {
    down = true;
  }

  /// From now on facts are kept again.
  public void comeUp() {
    down = false;
  }

  @Override
  public <O> Future<Answer<O>> ask(Fact fact, BiFunction<Aggregate, Instant, O> outcome) {
    var answer = Promise.<Answer<O>>promise();
    readBack.ask(fact, outcome, answer::tryComplete);
    return answer.future();
  }

  @Override
  public void tell(Fact fact) {
    append(fact);
  }

  @Override
  public void undelivered(Fact fact, DeliveryFailure failure) {
    readBack.undelivered(fact, failure);
  }

  @Override
  public Future<Boolean> barrier(Key key) {
    return Future.succeededFuture(!down);
  }

  @Override
  public Instant now() {
    return records.now;
  }

  @Override
  public Instant voidAfter() {
    return now().plus(BUDGET).plusMillis(500);
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
    var id = new UUID(0, records.ids.incrementAndGet());
    var time = now().plus(skew);
    return new Fact(id, key, "virtual", time, flow, request, client, traceparent, event);
  }

  private void append(Fact fact) {
    if (down) {
      return;
    }
    synchronized (records) {
      var at = new Position(Topic.FLOW, 0, records.all.size());
      var record = new Logged.Known(at, records.now, fact);
      records.all.add(record);
      records.readers.forEach(pod -> pod.readBack.read(record));
    }
  }

  private void whenDown(Runnable giveUp) {
    if (down) {
      giveUp.run();
    }
  }
}
