package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.ninestep.log.AlteredLogException.Damage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is done to a sealed log shows when it is read again (EV-09).
class SealedLogTest {

  private static final TopicPartition FLOW = new TopicPartition("ninestep.flow", 1);
  private static final TopicPartition CALLS = new TopicPartition("ninestep.calls", 1);
  private static final TopicPartition SEALS = new TopicPartition("ninestep.seals", 1);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final SealPace PACE = new SealPace(10, Duration.ofMinutes(1));

  private final MemoryRecords log = new MemoryRecords();
  private final MemoryRecords seals = new MemoryRecords();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SealTopic topic = new SealTopic("ninestep.seals", 3, SealedLogTest::sign);

  private static byte[] sign(byte[] text) {
    return ("signed " + Arrays.hashCode(text)).getBytes(UTF_8);
  }

  private SealCheck check() {
    return new SealCheck(List.of(FLOW, CALLS), log, seals, topic);
  }

  private SealedLog open() {
    var sealed =
        new SealedLog(List.of(FLOW, CALLS), log, check(), PACE, new SealWriter(producer, topic));
    sealed.begin(true, () -> {});
    return sealed;
  }

  /// Seals all that is due.
  private void seal(SealedLog sealed, Instant now) {
    while (sealed.read(now)) {
      sealed.write(now);
      keep();
    }
  }

  /// What the producer was given stands in the topic.
  private void keep() {
    for (var sent : producer.history()) {
      var place = new TopicPartition(sent.topic(), sent.partition());
      var stand = seals.of(place);
      stand.add(
          new ConsumerRecord<>(
              sent.topic(),
              sent.partition(),
              stand.size(),
              0,
              TimestampType.LOG_APPEND_TIME,
              0,
              0,
              sent.key(),
              sent.value(),
              sent.headers(),
              Optional.empty()));
    }
    producer.clear();
  }

  @BeforeEach
  void thirtyRecordsOfEachTopicAreSealed() {
    log.append(FLOW, 30);
    log.append(CALLS, 30);
    seal(open(), NOON);
    assertThat(seals.of(SEALS)).hasSize(6);
  }

  @Test
  void whatNobodyTouchedIsWhole() {
    var sealed = check().compare(FLOW, () -> {});
    assertThat(sealed.sealedTo()).isEqualTo(30);
    assertThat(sealed.count()).isEqualTo(3);
    assertThat(sealed.end()).isEqualTo(30);
  }

  static Stream<Arguments> whatCanBeDone() {
    return Stream.of(
        done("a value is altered", Damage.RECORDS_DIFFER, all -> alter(all, 12, 1_012, "other", 1)),
        done("a time is altered", Damage.RECORDS_DIFFER, all -> alter(all, 12, 9, "value 12", 1)),
        done(
            "a header is lost", Damage.RECORDS_DIFFER, all -> alter(all, 12, 1_012, "value 12", 0)),
        done("a record is removed", Damage.RECORDS_DIFFER, all -> all.remove(12)),
        done(
            "a record is inserted",
            Damage.RECORDS_DIFFER,
            all -> {
              all.add(12, all.get(3));
              renumber(all);
            }),
        done(
            "a record is removed and those after it move up",
            Damage.RECORDS_DIFFER,
            all -> {
              all.remove(12);
              all.add(all.getLast());
              renumber(all);
            }),
        done(
            "two records change places",
            Damage.RECORDS_DIFFER,
            all -> {
              Collections.swap(all, 12, 13);
              renumber(all);
            }),
        done("the end is cut off", Damage.END_IS_MISSING, List::removeLast),
        done("all is gone", Damage.END_IS_MISSING, List::clear),
        done("the beginning is cut off", Damage.BEGINNING_IS_MISSING, List::removeFirst));
  }

  private static Arguments done(
      String what, Damage damage, Consumer<List<ConsumerRecord<byte[], byte[]>>> deed) {
    return Arguments.of(Named.of(what, deed), damage);
  }

  private static void alter(
      List<ConsumerRecord<byte[], byte[]>> all, int at, long time, String value, int headers) {
    var kept = new RecordHeaders(Arrays.copyOf(all.get(at).headers().toArray(), headers));
    all.set(at, MemoryRecords.record(FLOW, at, time, "key " + at, value, kept));
  }

  private static void renumber(List<ConsumerRecord<byte[], byte[]>> all) {
    for (var i = 0; i < all.size(); i++) {
      var old = all.get(i);
      var value = new String(old.value(), UTF_8);
      var key = new String(old.key(), UTF_8);
      all.set(i, MemoryRecords.record(FLOW, i, old.timestamp(), key, value, old.headers()));
    }
  }

  @ParameterizedTest
  @MethodSource("whatCanBeDone")
  void whateverIsDoneToTheLogIsFound(
      Consumer<List<ConsumerRecord<byte[], byte[]>>> deed, Damage damage) {
    deed.accept(log.of(FLOW));
    assertAltered(damage);
  }

  private void assertAltered(Damage damage) {
    assertThatThrownBy(() -> check().compare(FLOW, () -> {}))
        .hasMessageStartingWith("topic ninestep.flow, partition 1, offsets ")
        .asInstanceOf(type(AlteredLogException.class))
        .extracting(AlteredLogException::damage)
        .isEqualTo(damage);
    assertThat(check().compare(CALLS, () -> {}).sealedTo()).isEqualTo(30);
  }

  @Test
  void theMessageNamesTheOffsetsThatDiffer() {
    log.of(FLOW).remove(12);
    assertThatThrownBy(() -> check().compare(FLOW, () -> {}))
        .hasMessage(
            "topic ninestep.flow, partition 1, offsets 10 to 20: the 9 records there are not the 10"
                + " that were sealed");
  }

  @Test
  void aSealThatIsTakenOutOfTheMiddleIsMissed() {
    seals.of(SEALS).remove(seal("ninestep.flow", 1));
    assertAltered(Damage.SEAL_IS_MISSING);
  }

  @Test
  void aSealThatTellsOfOtherRecordsIsForged() {
    var place = seal("ninestep.flow", 1);
    var genuine = seals.of(SEALS).get(place);
    var text = new String(genuine.value(), UTF_8).replace("\"records\":10", "\"records\":11");
    var key = new String(genuine.key(), UTF_8);
    seals.of(SEALS).set(place, MemoryRecords.record(SEALS, place, 0, key, text, genuine.headers()));
    assertAltered(Damage.SEAL_IS_FORGED);
  }

  @Test
  void aSealOfAnotherPartitionIsNoneOfThisOne() {
    var place = seal("ninestep.flow", 1);
    var genuine = seals.of(SEALS).get(place);
    var another = seals.of(SEALS).get(seal("ninestep.calls", 1));
    seals
        .of(SEALS)
        .set(
            place,
            MemoryRecords.record(
                SEALS,
                place,
                0,
                new String(genuine.key(), UTF_8),
                new String(another.value(), UTF_8),
                another.headers()));
    assertAltered(Damage.SEAL_IS_FORGED);
  }

  /// The place of one of a topic's seals.
  private int seal(String sealed, int number) {
    var places = new ArrayList<Integer>();
    for (var i = 0; i < seals.of(SEALS).size(); i++) {
      if (new String(seals.of(SEALS).get(i).key(), UTF_8).startsWith(sealed)) {
        places.add(i);
      }
    }
    return places.get(number);
  }

  @Test
  void whoeverTakesOverGoesOnWhereTheLastSealEnds() {
    log.append(FLOW, 5);
    assertThat(open().read(NOON)).isFalse();
    log.append(FLOW, 20);
    seal(open(), NOON);
    var sealed = check().compare(FLOW, () -> {});
    assertThat(sealed.sealedTo()).isEqualTo(50);
    assertThat(sealed.count()).isEqualTo(5);
  }

  @Test
  void whoeverTakesOverAnAlteredEndIsToldSo() {
    log.of(FLOW).removeLast();
    assertThatThrownBy(this::open).isInstanceOf(AlteredLogException.class);
  }

  @Test
  void aFewRecordsAreSealedOnceTheFirstHasWaitedLongEnough() {
    var sealed = open();
    log.append(FLOW, 1);
    assertThat(sealed.read(NOON)).isFalse();
    log.append(FLOW, 1);
    assertThat(sealed.read(NOON.plusSeconds(59))).isFalse();
    assertThat(sealed.read(NOON.plusSeconds(60))).isTrue();
    seal(sealed, NOON.plusSeconds(60));
    assertThat(check().compare(FLOW, () -> {}).sealedTo()).isEqualTo(32);
  }

  @Test
  void twoWhoSealAtOnceLeaveAForkThatIsTrue() {
    var one = open();
    var two = open();
    log.append(FLOW, 15);
    seal(one, NOON);
    seal(two, NOON.plusSeconds(1));
    log.append(FLOW, 10);
    seal(two, NOON.plusSeconds(2));
    assertThat(check().compare(FLOW, () -> {}).sealedTo()).isEqualTo(50);
    log.of(FLOW).remove(33);
    assertAltered(Damage.RECORDS_DIFFER);
  }

  @Test
  void callsThatMayBeForgottenAreNotMissed() {
    log.of(CALLS).subList(0, 15).clear();
    assertThat(check().compare(CALLS, () -> {}).sealedTo()).isEqualTo(30);
    log.of(CALLS).remove(7);
    assertThatThrownBy(() -> check().compare(CALLS, () -> {}))
        .isInstanceOf(AlteredLogException.class);
  }

  @Test
  void callsThatWereForgottenBeforeTheyWereSealedLeaveAGap() {
    log.append(CALLS, 15);
    log.of(CALLS).subList(0, 35).clear();
    seal(open(), NOON);
    assertThat(check().compare(CALLS, () -> {}).sealedTo()).isEqualTo(45);
  }

  @Test
  void ofWhatIsNotSealedYetNothingIsKnown() {
    log.append(FLOW, 5);
    log.of(FLOW).removeLast();
    assertThat(check().compare(FLOW, () -> {}).sealedTo()).isEqualTo(30);
  }
}
