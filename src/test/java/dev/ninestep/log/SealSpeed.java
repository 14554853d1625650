package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Measures how many records a second are hashed for a seal, on one thread, once they have been
/// read: 300 bytes of data, and eleven headers of 25 bytes each.
final class SealSpeed {

  private static final int RECORDS = 10_000;
  private static final int ROUNDS = 60;

  private SealSpeed() {}

  public static void main(String[] args) {
    var place = new TopicPartition("ninestep.flow", 0);
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (var i = 0; i < RECORDS; i++) {
      var headers = new RecordHeaders();
      for (var h = 0; h < 11; h++) {
        headers.add("ce_header_" + h, "v".repeat(25).getBytes(UTF_8));
      }
      records.add(MemoryRecords.record(place, i, i, "flow/" + i, "d".repeat(300), headers));
    }
    for (var round = 0; round < ROUNDS; round++) {
      var start = System.nanoTime();
      var hash = new RecordHash();
      records.forEach(hash::add);
      var digest = hash.finish();
      var seconds = (System.nanoTime() - start) / 1e9;
      if (round % 10 == 9) {
        System.out.printf(
            Locale.ROOT,
            "%,.0f records a second (%s…)%n",
            RECORDS / seconds,
            digest.substring(0, 8));
      }
    }
  }
}
