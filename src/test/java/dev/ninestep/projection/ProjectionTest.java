package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Ledger;
import dev.ninestep.fold.OneTime;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Database.Fresh.class)
final class ProjectionTest {

  private static final int LENGTH = 3_000;
  private static final ClientId CLIENT = new ClientId("latest");

  private final MemoryLog log = new MemoryLog();
  private final History history = new History(1, log);
  private final Tables tables;

  ProjectionTest(Database database) {
    tables = Tables.in(database);
  }

  @BeforeEach
  void aHistory() {
    history.goOn(LENGTH);
  }

  @Test
  void theTablesAreTheSameHoweverTheLogIsCutIntoBatches(Database other) {
    tables.projectAll(log, 500);
    var otherTables = Tables.in(other);
    otherTables.projectAll(log, 7);
    assertThat(otherTables.dump()).isEqualTo(tables.dump());
    assertThat(tables.dump().get("flow_event")).hasSize(LENGTH);
    assertThat(tables.dump()).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRUNCATE projection_offset",
        "TRUNCATE grant_state",
        "TRUNCATE flow_event",
        "TRUNCATE projection_offset, projection_owner, client, grant_state, account_state,"
            + " call_day, flow_event, registration",
        "DROP TABLE grant_state",
        "DROP TABLE projection_offset, projection_owner, client, grant_state, account_state,"
            + " call_day, flow_event, registration"
      })
  void tablesThatWereDeletedAreRebuiltEqualToWhatStood(String deletion) {
    tables.projectAll(log, 200);
    var before = tables.dump();
    tables.database().sql(deletion);
    get(tables.projection().migrate());
    tables.projectAll(log, 200);
    assertThat(tables.dump()).isEqualTo(before);
  }

  @Test
  void emptyingATableUnderARunningProjectorRebuildsAll() {
    try (var projector = tables.project(log.reader(200))) {
      Tables.awaitEnd(log, projector);
      tables.database().sql("TRUNCATE client");
      history.goOn(100);
      Tables.awaitEnd(log, projector);
    }
    var rebuilt = tables.dump();
    tables.database().sql("TRUNCATE projection_offset");
    tables.projectAll(log, 200);
    assertThat(rebuilt).isEqualTo(tables.dump());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 5, 7, 11, 13})
  void aRestoredLedgerEqualsOneFoldedFromZero(long seed) {
    var log = new MemoryLog();
    var history = new History(seed, log);
    history.goOn(LENGTH);
    tables.projectAll(log, 100);
    var restored = new Ledger(100);
    var loaded = get(tables.projection().load(restored));
    var folded = new Ledger(100);
    log.all().stream()
        .filter(logged -> logged.position().topic() == Topic.FLOW)
        .forEach(folded::apply);
    var now = history.end();
    for (var i = 0; i < 150; i++) {
      var flow = new FlowId(7, i);
      assertThat(restored.grant(flow, now)).isEqualTo(folded.grant(flow, now));
    }
    assertThat(restored.clients()).isEqualTo(folded.clients()).isNotEmpty();
    assertThat(restored.accounts()).isEqualTo(folded.accounts()).isNotEmpty();
    for (var partition = 0; partition < 3; partition++) {
      assertThat(restored.nextOffset(partition)).isEqualTo(folded.nextOffset(partition));
    }
    assertThat(loaded.grants()).isEqualTo(restored.grants().size()).isPositive();
  }

  @Test
  void rowsWithoutOffsetsRestoreNothing() {
    tables.projectAll(log, 500);
    tables.database().sql("TRUNCATE projection_offset");
    var restored = new Ledger(100);
    assertThat(get(tables.projection().load(restored)).rows()).isZero();
    assertThat(restored.grants().size()).isZero();
    assertThat(restored.nextOffset(0)).isZero();
  }

  @Test
  void aRowNobodyCanReadFailsTheLoad() {
    append(new Key.OfClient(CLIENT), RandomEvents.registered(CLIENT));
    tables.projectAll(log, 500);
    tables.database().sql("UPDATE client SET auth_method = 'telepathy' WHERE state = 'registered'");
    assertThatThrownBy(() -> get(tables.projection().load(new Ledger(100))))
        .hasMessageContaining("telepathy");
  }

  @Test
  void recordsOfTwoKeysThatNameOneClientAreTwoRows() {
    var other = new ClientId("another");
    append(new Key.OfClient(CLIENT), RandomEvents.registered(CLIENT));
    append(new Key.OfClient(other), RandomEvents.registered(CLIENT));
    tables.projectAll(log, 500);
    assertThat(
            tables
                .database()
                .sql(
                    "SELECT client_id FROM client WHERE client_id IN ('%s', '%s')"
                        .formatted(CLIENT, other)))
        .hasSize(2);
  }

  @Test
  void whatCountedOnceIsKnownAfterARestart() {
    var used = "u".repeat(43);
    var expires = Instant.now().plusSeconds(300).truncatedTo(ChronoUnit.MILLIS);
    var caller = new Caller("hash", "192.0.2.0/24", Optional.empty());
    var attempt = new AttemptId(7);
    append(new Key.OfOneTime(used), new AssertionPresented(attempt, CLIENT, used, expires, caller));
    tables.projectAll(log, 500);
    var restored = new Ledger(100);
    get(tables.projection().load(restored));
    assertThat(restored.oneTime(used, Instant.EPOCH)).isEqualTo(new OneTime.Used(attempt, expires));
    assertThat(restored.oneTime("x".repeat(43), Instant.EPOCH)).isEqualTo(new OneTime.Unused());
  }

  private void append(Key key, Event event) {
    var at = Instant.now();
    var flow = new FlowId(1, 2);
    log.append(
        at,
        new Fact(
            new UUID(1, 2),
            key,
            "pod-1",
            at,
            flow,
            new RequestId(3, 4),
            Optional.of(CLIENT),
            Optional.empty(),
            event));
  }
}
