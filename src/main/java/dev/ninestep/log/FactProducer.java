package dev.ninestep.log;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One Kafka producer, and what is tried again because it could not take it.
///
/// Its buffer holds what a broker has not acknowledged yet, in order. Only when that is full, or
/// the library has given up on a fact, does a fact wait here: by itself, so it may land after later
/// ones.
final class FactProducer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FactProducer.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  /// A pod whose brokers are gone for long must not run out of memory as well.
  private static final int MOST_WAITING = 10_000;

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final LogMeters meters;
  private final Queue<Fact> again = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean isRetrying = new AtomicBoolean();
  private final AtomicBoolean isFailing = new AtomicBoolean();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean isClosing;

  FactProducer(Producer<byte[], byte[]> producer, Topics topics, LogMeters meters) {
    this.producer = producer;
    this.topics = topics;
    this.meters = meters;
  }

  /// Begins to fetch what [#warmUp] waits for.
  void ask() {
    for (var topic : Topic.values()) {
      var _ = partitions(producer, LogSettings.name(topic));
    }
  }

  /// Shows operators how its client fares.
  ///
  /// @param as what it is for
  void show(MeterRegistry registry, String as) {
    ClientMeters.show(registry, as, producer.metrics());
  }

  /// Fetches what the first fact would otherwise have to wait for.
  ///
  /// @throws UnusableLogException when no broker tells
  void warmUp(Patience patience) {
    for (var topic : Topic.values()) {
      var name = LogSettings.name(topic);
      patience.of("the partitions of topic " + name, () -> partitions(producer, name));
    }
  }

  /// How many partitions a topic has, once a broker tells: a producer of ours does not wait for it.
  static Optional<Integer> partitions(Producer<?, ?> producer, String topic) {
    try {
      return Optional.of(producer.partitionsFor(topic).size());
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  /// Writes a fact if that is possible now.
  void attempt(Fact fact) {
    send(fact, _ -> {});
  }

  /// Writes a fact as soon as that is possible.
  void insist(Fact fact) {
    send(fact, failure -> keep(fact, failure));
  }

  private void send(Fact fact, Consumer<Exception> failed) {
    try {
      var _ =
          producer.send(
              topics.record(fact),
              (_, failure) -> {
                if (failure == null) {
                  succeeded();
                } else {
                  failed(fact, failure);
                  failed.accept(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      failed(fact, e);
      failed.accept(e);
    }
  }

  private void succeeded() {
    if (isFailing.get() && isFailing.compareAndSet(true, false)) {
      LOG.info("facts can be written to the log again");
    }
  }

  /// One outage is one line in the log, and the meter counts the rest.
  private void failed(Fact fact, Exception failure) {
    meters.writeFailed();
    if (isFailing.compareAndSet(false, true)) {
      LOG.warn(
          "{} of {} cannot be written to the log: {}",
          fact.event().getClass().getSimpleName(),
          fact.key(),
          failure.toString());
    }
  }

  private void keep(Fact fact, Exception failure) {
    if (!mayPass(failure)) {
      lose(fact, failure.toString());
    } else if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      lose(fact, MOST_WAITING + " others wait to be written");
    } else {
      again.add(fact);
      retryLater();
    }
  }

  private static boolean mayPass(Exception failure) {
    return failure instanceof RetriableException || failure instanceof AuthorizationException;
  }

  private void lose(Fact fact, String why) {
    lost.incrementAndGet();
    meters.lost();
    LOG.atError()
        .addKeyValue("correlation_id", fact.flow())
        .log("{} of {} is lost: {}", fact.event().getClass().getSimpleName(), fact.key(), why);
  }

  private void retryLater() {
    if (!isClosing && isRetrying.compareAndSet(false, true)) {
      Thread.ofVirtual().name("ninestep-retry").start(this::retryAfterAPause);
    }
  }

  private void retryAfterAPause() {
    LockSupport.parkNanos(PAUSE.toNanos());
    isRetrying.set(false);
    retry();
  }

  private void retry() {
    for (var i = waiting.get(); i > 0; i--) {
      var fact = again.poll();
      if (fact != null) {
        waiting.decrementAndGet();
        insist(fact);
      }
    }
  }

  /// How many facts that should have been written never will be.
  long lost() {
    return lost.get();
  }

  /// Waits for what is on its way, at most ten seconds.
  @Override
  public void close() {
    isClosing = true;
    var start = System.nanoTime();
    while (waiting.get() > 0 && System.nanoTime() - start < LONGEST_CLOSE.toNanos()) {
      retry();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    producer.close(LONGEST_CLOSE);
    for (var fact = again.poll(); fact != null; fact = again.poll()) {
      lose(fact, "the pod stops");
    }
  }
}
