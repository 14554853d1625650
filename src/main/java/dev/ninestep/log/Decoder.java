package dev.ninestep.log;

import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes records, and raises the alarm about those nobody here can read.
///
/// @param meters count them
record Decoder(LogMeters meters) {

  private static final Logger LOG = LoggerFactory.getLogger(Decoder.class);

  /// What a record says.
  Logged decode(ConsumerRecord<byte[], byte[]> record) {
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
