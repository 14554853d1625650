package dev.ninestep.log;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads every partition of the flow topic, on a thread of its own, in no group: there is no
/// rebalance to wait for.
final class Tail {

  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final String FLOW = LogSettings.name(Topic.FLOW);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AFTER_AN_ERROR = Duration.ofMillis(200);

  /// What the tail does with what it reads, all on its own thread.
  ///
  /// @param record takes each record, but for those that stood in the log when the tail began and
  ///   are only [dev.ninestep.event.Event.Told]
  /// @param lately is told the log's time of each record that came after the tail had caught up,
  ///   before the record itself: one that was replayed says nothing about now
  /// @param advanced is told after each batch
  /// @param unusable is told when the log no longer holds what is wanted, once; the tail then ends
  record Listener(
      Consumer<Logged> record,
      Consumer<Instant> lately,
      Runnable advanced,
      Consumer<RuntimeException> unusable) {}

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final Decoder decoder;
  private final Listener listener;
  private final AtomicLongArray next;
  private final long[] ends;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final Thread thread;
  private Optional<Read> underWay = Optional.empty();
  private volatile boolean isClosed;

  /// A batch, and whether it was fetched after the tail had caught up.
  private record Read(Batch batch, boolean isLive) {}

  /// Begins to read.
  ///
  /// @param from the next offset wanted of each partition
  /// @throws UnusableLogException when the log does not hold a wanted offset
  Tail(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      Decoder decoder,
      List<Partition> from,
      Offsets offsets,
      Listener listener) {
    this.consumer = consumer;
    this.decoder = decoder;
    this.listener = listener;
    this.next = new AtomicLongArray(from.size());
    var partitions = from.stream().map(p -> new TopicPartition(FLOW, p.number())).toList();
    consumer.assign(partitions);
    var begins = consumer.beginningOffsets(partitions);
    var now = consumer.endOffsets(partitions);
    ends = new long[partitions.size()];
    for (var partition : partitions) {
      var wanted = offsets.next(partition.partition());
      ReadableRange.demand(partition, wanted, begins, now);
      consumer.seek(partition, wanted);
      next.set(partition.partition(), wanted);
      ends[partition.partition()] = requireNonNull(now.get(partition));
    }
    thread = Thread.ofPlatform().name("ninestep-tail").start(this::run);
  }

  /// Where each partition is to be read from.
  @FunctionalInterface
  interface Offsets {

    /// The next offset wanted of a partition of the flow topic.
    long next(int partition);
  }

  /// Completed once everything that stood in the log when the tail began has been read.
  CompletionStage<Void> caughtUp() {
    return caughtUp;
  }

  /// The thread on which the listener is called.
  Thread thread() {
    return thread;
  }

  /// The next offset to be read of a partition.
  long position(int partition) {
    return next.get(partition);
  }

  private void run() {
    try (consumer) {
      catchUp();
      while (!isClosed) {
        try {
          read();
        } catch (InvalidOffsetException e) {
          throw e;
        } catch (WakeupException _) {
          // This is how close() says that it is over.
        } catch (KafkaException e) {
          LOG.warn("the tail could not read and goes on: {}", e.toString());
          Thread.sleep(AFTER_AN_ERROR);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("the tail has ended: this pod learns nothing new any more", e);
      caughtUp.completeExceptionally(e);
      listener.unusable.accept(
          e instanceof RuntimeException broken ? broken : new IllegalStateException(e));
    }
  }

  /// A large batch is decoded by other threads while the next one is fetched, so that a pod that
  /// starts is done as soon as all its processors together can be.
  private void read() {
    var records = consumer.poll(underWay.isEmpty() ? POLL : Duration.ZERO);
    var next = new Read(decoder.begin(records, this::isHistory), caughtUp.isDone());
    underWay.ifPresent(this::take);
    underWay = Optional.of(next).filter(read -> read.batch.isLarge());
    if (underWay.isEmpty()) {
      take(next);
    }
  }

  /// What stood in the log when this tail began was not written by anybody who waits for it here.
  private boolean isHistory(ConsumerRecord<byte[], byte[]> record) {
    return record.offset() < ends[record.partition()];
  }

  private void take(Read read) {
    for (var logged : read.batch.join()) {
      if (read.isLive) {
        listener.lately.accept(logged.at());
      }
      listener.record.accept(logged);
    }
    // Not the offset of the last record plus one: what no consumer is shown, such as the marker of
    // somebody's transaction, takes an offset too.
    read.batch
        .nextOffsets()
        .forEach((partition, position) -> next.set(partition.partition(), position.offset()));
    catchUp();
    listener.advanced.run();
  }

  private void catchUp() {
    if (!caughtUp.isDone() && IntStream.range(0, ends.length).allMatch(this::isRead)) {
      caughtUp.complete(null);
    }
  }

  private boolean isRead(int partition) {
    return next.get(partition) >= ends[partition];
  }

  /// Stops reading, after the batch at hand.
  void close() throws InterruptedException {
    isClosed = true;
    consumer.wakeup();
    thread.join();
  }
}
