package dev.ninestep.log;

import static dev.ninestep.log.TestPods.await;
import static dev.ninestep.log.TestPods.consent;
import static dev.ninestep.log.TestPods.fact;
import static dev.ninestep.log.TestPods.flow;
import static dev.ninestep.log.TestPods.open;
import static dev.ninestep.log.TestPods.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A projection reads both topics from where it left off.
class KafkaLogReaderTest {

  private Vertx vertx;
  private Topics topics;
  private LogReader reader;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    topics = Topics.prepare(settings());
    reader = new KafkaLogReader(settings(), topics);
  }

  @AfterEach
  void stop() throws Exception {
    reader.close();
    await(vertx.close());
  }

  private void tell(Fact... facts) {
    try (var log = open(vertx, new Ledger(16))) {
      for (var fact : facts) {
        log.tell(fact);
      }
    }
  }

  private static CallsMetered metered() {
    return new CallsMetered(
        new ClientId("client"),
        new AccountId(1, 2),
        new ResourceUri("https://mcp.example/mcp"),
        Instant.parse("2026-11-21T12:00:00Z"),
        3,
        new Amount(6));
  }

  private Map<Partition, Long> beginning() {
    var from = new HashMap<Partition, Long>();
    topics.all().forEach(partition -> from.put(partition, 0L));
    return from;
  }

  /// Where these facts stand, as far as the reader comes by them.
  private List<Position> find(Fact... facts) {
    var positions = new ArrayList<Position>();
    Awaitility.await()
        .until(() -> {
          for (var logged : reader.poll(Duration.ofMillis(200))) {
            if (logged instanceof Logged.Known known && List.of(facts).contains(known.fact())) {
              positions.add(known.position());
            }
          }
          return positions.size() >= facts.length;
        });
    return positions;
  }

  @Test
  void whatWasToldIsReadFromItsOwnTopic() {
    var decided = fact(flow(), consent());
    var called = fact(flow(), metered());
    tell(decided, called);
    reader.assign(beginning());
    assertThat(find(decided, called))
        .extracting(Position::topic)
        .containsExactlyInAnyOrder(Topic.FLOW, Topic.CALLS);
  }

  @Test
  void readingGoesOnFromTheEndAndBackToWhereItIsTold() {
    var before = fact(flow(), consent());
    tell(before);
    reader.assign(beginning());
    var place = find(before).getFirst();

    reader.assign(reader.endOffsets());
    assertThat(reader.poll(Duration.ZERO)).isEmpty();
    reader.seek(Partition.of(place), place.offset());
    assertThat(find(before)).containsExactly(place);
  }

  @Test
  void onlyAssignedPartitionsAreRead() {
    var decided = fact(flow(), consent());
    var called = fact(flow(), metered());
    tell(decided, called);
    var calls = new HashMap<Partition, Long>();
    topics.of(Topic.CALLS).forEach(partition -> calls.put(partition, 0L));
    reader.assign(calls);
    assertThat(find(called)).hasSize(1);
    assertThat(reader.endOffsets().keySet()).containsAll(topics.all());
  }

  @Test
  void aReaderThatIsWokenUpReturnsEmptyHanded() {
    reader.assign(reader.endOffsets());
    reader.wakeUp();
    assertThat(reader.poll(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void anOffsetTheLogDoesNotHoldIsRefused() {
    var partition = topics.of(Topic.FLOW).getFirst();
    assertThatThrownBy(() -> reader.assign(Map.of(partition, 1_000_000L)))
        .isInstanceOf(UnusableLogException.class)
        .hasMessageStartingWith(
            "topic ninestep.flow, partition 0: offset 1000000 is wanted, and the log holds 0 to ");
  }
}
