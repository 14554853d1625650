package dev.ninestep.log;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/// What somebody who had read a stretch of a partition found there, to be signed.
///
/// @param place the partition
/// @param from the first offset
/// @param to the offset after the last
/// @param records how many records stood there
/// @param digest their [RecordHash]
/// @param previous the [#link()] of the seal before it, or [#NOTHING]
/// @param at when, by the clock of who read it
record Seal(
    TopicPartition place,
    long from,
    long to,
    long records,
    String digest,
    String previous,
    Instant at) {

  /// What the first seal of a partition follows.
  static final String NOTHING = "0".repeat(64);

  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\{\"version\":1,\"topic\":\"([\\w.-]+)\",\"partition\":(\\d{1,9}),"
              + "\"from\":(\\d{1,18}),\"to\":(\\d{1,18}),\"records\":(\\d{1,18}),"
              + "\"sha256\":\"([0-9a-f]{64})\",\"previous\":\"([0-9a-f]{64})\","
              + "\"at\":\"([0-9-]+T[0-9:.]+Z)\"}");

  /// The one way to write it: JSON, and what is signed.
  String text() {
    return """
    {"version":1,"topic":"%s","partition":%d,"from":%d,"to":%d,"records":%d,\
    "sha256":"%s","previous":"%s","at":"%s"}\
    """
        .formatted(place.topic(), place.partition(), from, to, records, digest, previous, at);
  }

  /// By what the next seal names this one.
  ///
  /// @return 64 lower-case hex digits
  String link() {
    return RecordHash.of(text());
  }

  /// Reads a text whose signature has been verified.
  ///
  /// @return the seal, or empty when a release that is not this one wrote it
  static Optional<Seal> parse(String text) {
    var read = WRITTEN.matcher(text);
    return read.matches()
        ? Optional.of(
            new Seal(
                new TopicPartition(read.group(1), Integer.parseInt(read.group(2))),
                Long.parseLong(read.group(3)),
                Long.parseLong(read.group(4)),
                Long.parseLong(read.group(5)),
                read.group(6),
                read.group(7),
                Instant.parse(read.group(8))))
        : Optional.empty();
  }
}
