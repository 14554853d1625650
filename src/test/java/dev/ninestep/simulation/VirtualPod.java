package dev.ninestep.simulation;

import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.Envelopes;
import dev.ninestep.log.LogTime;
import dev.ninestep.log.ReadBack;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One pod: the production protocol, fold and time, between a virtual network and a virtual log.
final class VirtualPod {

  /// How long a question may wait for its fact.
  static final Duration BUDGET = Duration.ofSeconds(2);

  /// How long after its request was answered 503 a presentation may still count.
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

  private final Simulation world;
  private final String name;
  private final List<Connection> open = new ArrayList<>();
  private final boolean isSlow;
  private Ledger ledger;
  private LogTime time;
  private Producer producer;
  private Tail tail;
  private ReadBack<Aggregate> readBack;
  private long wallSkew;
  private int life;
  private boolean isUp;

  VirtualPod(Simulation world, String name) {
    this.world = world;
    this.name = name;
    isSlow = world.strikes(Fault.SLOW_TAIL, 0.5);
    start(new Ledger(0));
  }

  private void start(Ledger restored) {
    var thisLife = ++life;
    var booted = world.dice().between(0, 1_000_000);
    stepClock();
    ledger = restored;
    time =
        new LogTime(
            () -> world.agenda().now() + booted, () -> world.log().now().toEpochMilli() + wallSkew);
    producer = new Producer(world, this);
    readBack =
        new ReadBack<>(
            producer::append,
            this::fold,
            (budget, then) -> world.agenda().after(budget.toMillis(), () -> runIn(thisLife, then)),
            this::seal,
            BUDGET);
    tail = new Tail(world, this, readBack::read);
    tail.start();
    isUp = true;
  }

  private void runIn(int thatLife, Runnable what) {
    if (isUp && life == thatLife) {
      what.run();
    }
  }

  private Aggregate fold(Logged logged) {
    time.saw(logged.at());
    return ledger.apply(logged);
  }

  private Fact seal(
      Key key,
      FlowId flow,
      RequestId request,
      Optional<ClientId> client,
      Optional<String> traceparent,
      Event event) {
    var id = new UUID(0x7000L, world.dice().number());
    var wall = world.log().now().plusMillis(wallSkew);
    return new Fact(id, key, name, wall, flow, request, client, traceparent, event);
  }

  Envelopes envelopes() {
    return this::seal;
  }

  /// The pod's wall clock goes wrong by minutes.
  void stepClock() {
    if (world.strikes(Fault.CLOCK_STEP, 0.5)) {
      wallSkew = world.dice().between(-600_000, 600_000);
    }
  }

  /// Dies: whoever waits loses the connection. Comes back with what a projection remembers, or with
  /// nothing.
  void crash() {
    if (!isUp) {
      return;
    }
    world.history().crashed(this);
    isUp = false;
    tail.stop();
    producer.cut();
    var waiting = List.copyOf(open);
    open.clear();
    waiting.forEach(Connection::breakOff);
    world.agenda().after(world.dice().between(50, 3_000), () -> start(world.remembered()));
  }

  Connection opened(Connection connection) {
    open.add(connection);
    return connection;
  }

  void closed(Connection connection) {
    open.remove(connection);
  }

  /// Whether it takes requests: it does once it has read what stood in the log when it started.
  boolean isReady() {
    return isUp && tail.hasCaughtUp();
  }

  boolean isUp() {
    return isUp;
  }

  long readDelay() {
    return isSlow ? world.dice().between(100, 1_500) : world.dice().between(1, 5);
  }

  Ledger ledger() {
    return ledger;
  }

  LogTime time() {
    return time;
  }

  Instant voidAfter() {
    return time.in(BUDGET.plus(ON_ITS_WAY));
  }

  ReadBack<Aggregate> readBack() {
    return readBack;
  }

  Tail tail() {
    return tail;
  }

  void tell(Fact fact) {
    producer.append(fact);
  }

  /// Says something of an account, outside any flow.
  void tell(AccountId account, Event event) {
    var number = world.dice().number();
    tell(
        seal(
            new Key.OfAccount(account),
            new FlowId(2, number),
            new RequestId(2, number),
            Optional.empty(),
            Optional.empty(),
            event));
  }

  @Override
  public String toString() {
    return name;
  }
}
