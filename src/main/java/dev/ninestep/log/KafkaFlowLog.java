package dev.ninestep.log;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
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
  private final Writer writer;
  private final Deadlines deadlines;
  private final ReadBack<S> readBack;
  private final LogTime time =
      new LogTime(
          () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), System::currentTimeMillis);
  private final Wakeups wakeups = new Wakeups();
  private final Admin admin;
  private final Tail tail;
  private final Thread tailThread;
  private final Barriers barriers;
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
    this.writer = new Writer(clients, topics);
    this.deadlines = new Deadlines();
    this.readBack = new ReadBack<>(writer::append, fold, deadlines, envelopes, budget);
    this.admin = clients.admin();
    this.barriers = new Barriers(admin, this::position);
    var listener = new Tail.Listener(this::read, this::advanced, unusable);
    this.tail = new Tail(clients.consumer(), topics.of(Topic.FLOW), from::applyAsLong, listener);
    this.tailThread = tail.thread();
    this.heartbeat = vertx.setPeriodic(1, BETWEEN_HEARTBEATS.toMillis(), _ -> beat());
  }

  private long position(int partition) {
    return tail.position(partition);
  }

  private void read(Logged logged) {
    time.saw(logged.at());
    readBack.read(logged);
  }

  private void advanced() {
    wakeups.send();
    barriers.advanced();
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
    var promise = Promise.<Answer<O>>promise();
    readBack.ask(fact, outcome, answer -> hand(context, () -> promise.complete(answer)));
    return promise.future();
  }

  /// Answers come from the tail, which sends them by the batch, or from a deadline, which is rare.
  private void hand(Context context, Runnable answer) {
    if (tailThread.equals(Thread.currentThread())) {
      wakeups.add(context, answer);
    } else {
      context.runOnContext(_ -> answer.run());
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
    barriers.ask(
        Set.of(topics.partition(Topic.FLOW, key)),
        () -> context.runOnContext(_ -> promise.tryComplete(true)));
    deadlines.after(budget, () -> context.runOnContext(_ -> promise.tryComplete(false)));
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

  /// How many facts could not be appended since the start.
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
