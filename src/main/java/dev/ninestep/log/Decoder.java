package dev.ninestep.log;

import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes records, and raises the alarm about those nobody here can read.
public final class Decoder {

  private static final Logger LOG = LoggerFactory.getLogger(Decoder.class);

  private final LogMeters meters;

  /// A decoder that counts what it cannot read.
  ///
  /// @param registry where it counts
  public Decoder(MeterRegistry registry) {
    this(new LogMeters(registry));
  }

  Decoder(LogMeters meters) {
    this.meters = meters;
  }

  /// What records that came together say.
  ///
  /// @param records the records
  /// @return as many, in their order
  public List<Logged> decode(ConsumerRecords<byte[], byte[]> records) {
    return new Batch(records, this::decode).join();
  }

  /// Begins to find out what records that came together say about how things stand.
  ///
  /// @param isHistory whether nobody here waits for a record: it is then passed over if it was only
  ///   told. Called by several threads
  Batch begin(
      ConsumerRecords<byte[], byte[]> records,
      Predicate<ConsumerRecord<byte[], byte[]>> isHistory) {
    return new Batch(
        records,
        record -> isHistory.test(record) && EventCodec.isTold(record) ? null : decode(record));
  }

  /// What a record says.
  private Logged decode(ConsumerRecord<byte[], byte[]> record) {
    var logged = EventCodec.decode(record, LogSettings.topic(record.topic()));
    if (logged instanceof Logged.Unreadable unreadable) {
      meters.unreadable();
      LOG.error(
          "unreadable record in topic {} partition {} offset {}, so {} is closed: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          unreadable.key().map(Key::toString).orElse("nothing that could be named"),
          unreadable.why());
    }
    return logged;
  }
}
