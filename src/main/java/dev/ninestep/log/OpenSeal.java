package dev.ninestep.log;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// What has been read of a partition since its last seal.
final class OpenSeal {

  private final TopicPartition place;
  private final long from;
  private final String previous;
  private final RecordHash hash = new RecordHash();
  private long next;
  private @Nullable Instant since;

  /// @param from the first offset that is not sealed
  /// @param previous the [Seal#link()] of the last seal
  OpenSeal(TopicPartition place, long from, String previous) {
    this.place = place;
    this.from = from;
    this.previous = previous;
    this.next = from;
  }

  void add(ConsumerRecord<byte[], byte[]> record, Instant now) {
    hash.add(record);
    next = record.offset() + 1;
    if (since == null) {
      since = now;
    }
  }

  TopicPartition place() {
    return place;
  }

  /// The first offset that has not been read.
  long next() {
    return next;
  }

  /// How many more records the seal takes.
  long room(SealPace pace) {
    return pace.records() - hash.records();
  }

  boolean isDue(SealPace pace, Instant now) {
    return since != null && (room(pace) <= 0 || !now.isBefore(since.plus(pace.longest())));
  }

  /// The seal, after which nothing can be added.
  Seal close(Instant now) {
    return new Seal(place, from, next, hash.records(), hash.finish(), previous, now);
  }
}
