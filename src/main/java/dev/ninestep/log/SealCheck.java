package dev.ninestep.log;

import static java.util.Objects.requireNonNull;

import dev.ninestep.log.AlteredLogException.Damage;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/// Compares a log with its seals.
public final class SealCheck implements AutoCloseable {

  private final List<TopicPartition> places;
  private final RawRecords log;
  private final RawRecords seals;
  private final SealTopic topic;
  private final LogMeters meters = new LogMeters(Metrics.globalRegistry);

  SealCheck(List<TopicPartition> places, RawRecords log, RawRecords seals, SealTopic topic) {
    this.places = List.copyOf(places);
    this.log = log;
    this.seals = seals;
    this.topic = topic;
  }

  /// Gets ready to compare both topics.
  ///
  /// @param settings where the log is
  /// @param topics its topics, prepared
  /// @param signature makes the signature of a text, always the same
  /// @return the check
  /// @throws UnusableLogException when no broker answers
  public static SealCheck open(
      LogSettings settings, Topics topics, UnaryOperator<byte[]> signature) {
    var clients = new KafkaClients(settings);
    var places = topics.all().stream().map(Partition::inKafka).toList();
    var seals = clients.wandering();
    var partitions = seals.partitionsFor(LogSettings.SEALS).size();
    return new SealCheck(
        places,
        new KafkaRecords(clients.wandering()),
        new KafkaRecords(seals),
        new SealTopic(LogSettings.SEALS, partitions, signature));
  }

  /// How far one partition is sealed.
  ///
  /// @param begin the oldest offset there is
  /// @param end the offset its next record will get
  /// @param sealedTo the offset after the last that is sealed
  /// @param count how many seals there are
  /// @param head what the next seal has to follow
  public record Sealed(long begin, long end, long sealedTo, long count, String head) {}

  /// Both topics' partitions.
  ///
  /// @return the partitions, by Kafka's names
  public List<TopicPartition> places() {
    return places;
  }

  SealTopic topic() {
    return topic;
  }

  /// Reads all that is sealed of a partition and compares it with its seals. Of a topic that may
  /// forget, that begins with the first seal of which everything is still there.
  ///
  /// @param place the partition
  /// @param between is run after each seal
  /// @return how far it is sealed
  /// @throws AlteredLogException when it is not what was sealed
  public Sealed compare(TopicPartition place, Runnable between) {
    return follow(place, true, between);
  }

  /// Reads the seals of a partition, without what they are about.
  ///
  /// @param place the partition
  /// @param between is run after each seal
  /// @return how far it is sealed
  /// @throws AlteredLogException when they do not follow one another or are not ours, or the
  ///   partition ends before they do
  Sealed follow(TopicPartition place, Runnable between) {
    return follow(place, false, between);
  }

  private Sealed follow(TopicPartition place, boolean compare, Runnable between) {
    var chain = new SealChain(place);
    var from = topic.placeOf(place);
    // In this order: what is sealed while this runs is no longer than the log already is.
    var sealsBegin = requireNonNull(seals.begins(List.of(from)).get(from));
    var sealsEnd = requireNonNull(seals.ends(List.of(from)).get(from));
    var begin = requireNonNull(log.begins(List.of(place)).get(place));
    var end = requireNonNull(log.ends(List.of(place)).get(place));
    try {
      seals.read(
          from,
          sealsBegin,
          sealsEnd,
          record ->
              topic
                  .read(record, place, chain.sealedTo())
                  .ifPresent(seal -> {
                    chain.add(seal);
                    demandRange(seal, begin, end);
                    if (compare && seal.from() >= begin) {
                      compare(seal);
                    }
                    between.run();
                  }));
    } catch (AlteredLogException e) {
      meters.altered();
      throw e;
    }
    return new Sealed(begin, end, chain.sealedTo(), chain.count(), chain.head());
  }

  private static void demandRange(Seal seal, long begin, long end) {
    if (seal.to() > end) {
      throw new AlteredLogException(
          seal.place(),
          seal.from(),
          seal.to(),
          Damage.END_IS_MISSING,
          "they are sealed, and the log ends at " + end);
    }
    if (seal.from() < begin && !SealChain.mayForget(seal.place())) {
      throw new AlteredLogException(
          seal.place(),
          seal.from(),
          seal.to(),
          Damage.BEGINNING_IS_MISSING,
          "they are sealed, and the log begins at " + begin);
    }
  }

  private void compare(Seal seal) {
    var hash = new RecordHash();
    log.read(seal.place(), seal.from(), seal.to(), hash::add);
    var records = hash.records();
    if (!hash.finish().equals(seal.digest())) {
      throw new AlteredLogException(
          seal.place(),
          seal.from(),
          seal.to(),
          Damage.RECORDS_DIFFER,
          "the %d records there are not the %d that were sealed"
              .formatted(records, seal.records()));
    }
  }

  @Override
  public void close() {
    log.close();
    seals.close();
  }
}
