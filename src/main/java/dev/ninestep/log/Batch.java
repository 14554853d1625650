package dev.ninestep.log;

import dev.ninestep.event.Logged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Records that came together, on their way to say what they say.
///
/// What a record says does not depend on any other, so those of a large batch are decoded by all
/// processors at once, and may be while their reader fetches the next ones; order comes back with
/// [#join()]. A small batch, which is what a tail reads that has caught up, is decoded by whoever
/// joins it: waking another thread would take longer.
final class Batch {

  private static final int LARGE = 500;
  private static final int CHUNK = 125;

  private final ConsumerRecords<byte[], byte[]> records;
  private final Decode decode;
  private final List<ConsumerRecord<byte[], byte[]>> undecoded;
  private final @Nullable Logged[] decoded;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger left;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /// What is called by several threads at once.
  @FunctionalInterface
  interface Decode {

    /// What a record says.
    ///
    /// @return null when it is to be passed over
    @Nullable Logged decode(ConsumerRecord<byte[], byte[]> record);
  }

  /// Begins to decode a batch if it is large.
  Batch(ConsumerRecords<byte[], byte[]> records, Decode decode) {
    this.records = records;
    this.decode = decode;
    undecoded = new ArrayList<>(records.count());
    records.forEach(undecoded::add);
    decoded = new Logged[undecoded.size()];
    left = new AtomicInteger(decoded.length);
    if (decoded.length == 0) {
      done.complete(null);
    }
    if (isLarge()) {
      for (var i = 1; i < Runtime.getRuntime().availableProcessors(); i++) {
        ForkJoinPool.commonPool().execute(this::decodeWhatIsLeft);
      }
    }
  }

  /// Whether it is worth to do something else while it is decoded.
  boolean isLarge() {
    return decoded.length >= LARGE;
  }

  /// The next offset wanted of each partition once this batch has been used.
  Map<TopicPartition, OffsetAndMetadata> nextOffsets() {
    return records.nextOffsets();
  }

  /// Helps to decode what is left, and waits for the others.
  ///
  /// @return what the records say that are not passed over, in their order
  /// @throws java.util.concurrent.CompletionException when the decoder has a defect
  List<Logged> join() {
    decodeWhatIsLeft();
    done.join();
    return Arrays.stream(decoded).filter(Objects::nonNull).toList();
  }

  private void decodeWhatIsLeft() {
    for (var from = taken.getAndAdd(CHUNK); from < decoded.length; from = taken.getAndAdd(CHUNK)) {
      decode(from, Math.min(from + CHUNK, decoded.length));
    }
  }

  private void decode(int from, int to) {
    try {
      for (var i = from; i < to; i++) {
        decoded[i] = decode.decode(undecoded.get(i));
      }
      if (left.addAndGet(from - to) == 0) {
        done.complete(null);
      }
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }
}
