package dev.ninestep.log;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The flow log on Kafka: one for a pod.
///
/// @param <S> the state of an aggregate
public final class KafkaFlowLog<S> implements FlowLog<S>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaFlowLog.class);
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);
  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Topics topics;
  private final Duration budget;
  private final LogMeters meters;
  private final Writer writer;
  private final Deadlines deadlines;
  private final ReadBack<S> readBack;
  private final LogTime time =
      new LogTime(
          () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), System::currentTimeMillis);
  private final Admin admin;
  private final Tail tail;
  private final Barriers barriers;
  private final Endings endings;
  private final AtomicLong freshAt = new AtomicLong(Long.MIN_VALUE);
  private final long heartbeat;

  /// Opens the log and begins to read it.
  ///
  /// @param vertx whose event loops ask
  /// @param settings where the log is
  /// @param topics its topics, prepared
  /// @param envelopes for the facts the protocol itself writes
  /// @param fold applies a record of the flow topic and tells the state of its aggregate right
  ///   after
  /// @param from the next offset wanted of each partition of the flow topic
  /// @param unusable is told, once, when the log can no longer be read: the pod must end
  /// @throws UnusableLogException when the log does not hold a wanted offset, or no broker answers
  public KafkaFlowLog(
      Vertx vertx,
      LogSettings settings,
      Topics topics,
      Envelopes envelopes,
      Function<Logged, S> fold,
      IntToLongFunction from,
      Consumer<RuntimeException> unusable) {
    var clients = new KafkaClients(settings);
    this.vertx = vertx;
    this.topics = topics;
    this.budget = settings.budget();
    this.meters = new LogMeters(Metrics.globalRegistry);
    this.writer = new Writer(clients, topics, meters);
    this.deadlines = new Deadlines();
    this.readBack = new ReadBack<>(writer::append, fold, deadlines, envelopes, budget);
    this.admin = clients.admin();
    this.barriers = new Barriers(admin, this::position);
    this.endings = new Endings(Metrics.globalRegistry, System::currentTimeMillis);
    var listener = new Tail.Listener(this::read, time::saw, barriers::advanced, unusable);
    var consumer = clients.consumer();
    ClientMeters.show(Metrics.globalRegistry, "tail", consumer.metrics());
    this.tail =
        new Tail(consumer, new Decoder(meters), topics.of(Topic.FLOW), from::applyAsLong, listener);
    meters.watch(this::staleness, readBack::waiting);
    var _ = tail.caughtUp().thenRun(time::follow).thenRun(endings::begin);
    this.heartbeat = vertx.setPeriodic(1, BETWEEN_HEARTBEATS.toMillis(), _ -> beat());
  }

  private void read(Logged logged) {
    readBack.read(logged);
    endings.folded(logged);
  }

  private long position(int partition) {
    return tail.position(partition);
  }

  /// Completed once everything that stood in the log at the start has been read.
  ///
  /// @return the moment from which this pod may answer
  public Future<Void> caughtUp() {
    return Future.fromCompletionStage(tail.caughtUp(), vertx.getOrCreateContext());
  }

  @Override
  public <O> Future<Answer<O>> ask(Fact fact, BiFunction<S, Instant, O> outcome) {
    var context = vertx.getOrCreateContext();
    var promise = Promise.<Answer<Seen<S>>>promise();
    var asked = System.nanoTime();
    readBack.ask(
        fact,
        Seen::new,
        answer -> {
          meters.answered(answer, System.nanoTime() - asked);
          hand(context, () -> promise.complete(answer));
        });
    return promise.future().map(answer -> concluded(answer, outcome));
  }

  /// The state right after a fact. What it means is found out by the asker's own event loop, since
  /// the tail has more to do, and must not fall over an outcome that throws.
  private record Seen<S>(S after, Instant at) {}

  private static <S, O> Answer<O> concluded(
      Answer<Seen<S>> answer, BiFunction<S, Instant, O> outcome) {
    return switch (answer) {
      case Answer.Settled<Seen<S>>(var seen) ->
          new Answer.Settled<>(outcome.apply(seen.after(), seen.at()));
      case Answer.Unsettled<Seen<S>> _ -> new Answer.Unsettled<>();
    };
  }

  private static void hand(Context context, Runnable answer) {
    try {
      context.runOnContext(_ -> answer.run());
    } catch (RejectedExecutionException e) {
      LOG.debug("nobody waits any more: the event loop has ended", e);
    }
  }

  @Override
  public void tell(Fact fact) {
    writer.tell(fact);
  }

  @Override
  public void undelivered(Fact fact, DeliveryFailure failure) {
    readBack.undelivered(fact, failure);
  }

  @Override
  public Future<Boolean> barrier(Key key) {
    var context = vertx.getOrCreateContext();
    var promise = Promise.<Boolean>promise();
    var asked = System.nanoTime();
    barriers.ask(
        Set.of(topics.partition(Topic.FLOW, key)),
        () -> {
          meters.barrierPassed(System.nanoTime() - asked);
          hand(context, () -> promise.tryComplete(true));
        });
    deadlines.after(budget, () -> hand(context, () -> promise.tryComplete(false)));
    return promise.future();
  }

  /// Every second the tail's knowledge is held against the ends of all partitions, as they were
  /// when it was asked.
  private void beat() {
    var asked = System.nanoTime();
    var all = IntStream.range(0, topics.of(Topic.FLOW).size()).boxed().collect(Collectors.toSet());
    barriers.ask(all, () -> freshAt.accumulateAndGet(asked, Math::max));
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public Instant voidAfter() {
    return time.in(budget.plus(ON_ITS_WAY));
  }

  @Override
  public Duration staleness() {
    var fresh = freshAt.get();
    return fresh == Long.MIN_VALUE
        ? Duration.ofNanos(Long.MAX_VALUE)
        : Duration.ofNanos(System.nanoTime() - fresh);
  }

  /// How many facts that should have been written never will be.
  ///
  /// @return the number
  public long lost() {
    return writer.lost();
  }

  /// Answers whoever still waits, writes what has been told, and stops reading.
  @Override
  public void close() {
    vertx.cancelTimer(heartbeat);
    try {
      deadlines.close();
      writer.close();
      tail.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("interrupted while closing the log");
    } finally {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
