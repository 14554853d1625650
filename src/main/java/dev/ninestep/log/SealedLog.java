package dev.ninestep.log;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/// [Seals] of a log: reads it partition by partition and keeps a seal open for each.
public final class SealedLog implements Seals {

  /// The projection waits meanwhile.
  private static final long MOST_AT_ONCE = 20_000;

  private final List<TopicPartition> places;
  private final RawRecords log;
  private final SealCheck check;
  private final SealPace pace;
  private final SealWriter writer;
  private final Map<TopicPartition, OpenSeal> open = new HashMap<>();

  /// @param places what is sealed
  SealedLog(
      List<TopicPartition> places,
      RawRecords log,
      SealCheck check,
      SealPace pace,
      SealWriter writer) {
    this.places = List.copyOf(places);
    this.log = log;
    this.check = check;
    this.pace = pace;
    this.writer = writer;
  }

  /// Opens the seals of both topics.
  ///
  /// @param settings where the log is
  /// @param topics its topics, prepared
  /// @param signature makes the signature of a text, always the same
  /// @param pace how often is sealed
  /// @return the seals, which connect when they are first used
  public static SealedLog open(
      LogSettings settings, Topics topics, UnaryOperator<byte[]> signature, SealPace pace) {
    var check = SealCheck.open(settings, topics, signature);
    return new SealedLog(
        check.places(),
        new KafkaRecords(new KafkaClients(settings).wandering()),
        check,
        pace,
        SealWriter.open(settings, check.topic()));
  }

  @Override
  public void begin(boolean compare, Runnable between) {
    open.clear();
    for (var place : places) {
      var sealed = compare ? check.compare(place, between) : check.follow(place, between);
      var from = Math.max(sealed.sealedTo(), sealed.begin());
      open.put(place, new OpenSeal(place, from, sealed.head()));
    }
  }

  @Override
  public boolean read(Instant now) {
    var ends = log.ends(places);
    var left = MOST_AT_ONCE;
    for (var seal : open.values()) {
      var end = ends.getOrDefault(seal.place(), 0L);
      var wanted = Math.min(end - seal.next(), Math.min(seal.room(pace), left));
      log.read(seal.place(), seal.next(), seal.next() + wanted, record -> seal.add(record, now));
      left -= Math.max(0, wanted);
    }
    return open.values().stream().anyMatch(seal -> seal.isDue(pace, now));
  }

  @Override
  public void write(Instant now) {
    var due = open.values().stream().filter(seal -> seal.isDue(pace, now)).toList();
    var seals = due.stream().map(seal -> seal.close(now)).toList();
    writer.write(seals);
    for (var seal : seals) {
      open.put(seal.place(), new OpenSeal(seal.place(), seal.to(), seal.link()));
    }
  }

  @Override
  public void close() {
    log.close();
    check.close();
    writer.close();
  }
}
