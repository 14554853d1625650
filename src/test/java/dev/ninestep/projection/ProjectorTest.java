package dev.ninestep.projection;

import static dev.ninestep.projection.Progress.Phase.HALTED;
import static dev.ninestep.projection.Progress.Phase.PROJECTING;
import static dev.ninestep.projection.Progress.Phase.RETRYING;
import static dev.ninestep.projection.Progress.Phase.STOPPED;
import static dev.ninestep.projection.Progress.Phase.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Logged;
import dev.ninestep.log.AlteredLogException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What can go wrong while one projector among many writes.
@ExtendWith(Database.Fresh.class)
final class ProjectorTest {

  private static final String SABOTAGE =
      """
      CREATE FUNCTION sabotage() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'sabotage'; END $$;
      CREATE TRIGGER sabotage BEFORE INSERT ON flow_event EXECUTE FUNCTION sabotage()
      """;

  private final MemoryLog log = new MemoryLog();
  private final History history = new History(3, log);
  private final Tables tables;
  private final Tables undisturbed;

  ProjectorTest(Database database, Database other) {
    tables = Tables.in(database);
    undisturbed = Tables.in(other);
  }

  @BeforeEach
  void aHistory() {
    history.goOn(600);
  }

  @Test
  void aTransactionThatFailsMidwayLeavesNothingAndIsDoneAgain() {
    tables.projectAll(log, 50);
    var before = tables.dump();
    tables.database().sql(SABOTAGE);
    history.goOn(300);
    try (var projector = tables.project(log.reader(50))) {
      Tables.awaitPhase(projector, RETRYING);
      assertThat(tables.dump()).isEqualTo(before);
      tables.database().sql("DROP TRIGGER sabotage ON flow_event");
      Tables.awaitEnd(log, projector);
    }
    assertThat(tables.dump()).isEqualTo(wanted());
  }

  @Test
  void aConnectionThatIsCutBetweenAnyTwoStatementsCostsNothing() {
    try (var projector = tables.project(log.reader(3))) {
      for (var cut = 0; cut < 10; cut++) {
        history.goOn(40);
        cutConnections();
      }
      Tables.awaitEnd(log, projector);
    }
    assertThat(tables.dump()).isEqualTo(wanted());
  }

  @Test
  void aBatchDeliveredTwiceIsHarmless() {
    try (var projector = tables.project(new Redelivering(log.reader(20)))) {
      Tables.awaitEnd(log, projector);
    }
    assertThat(tables.dump()).isEqualTo(wanted());
  }

  @Test
  void aProjectorThatWasReplacedCannotWriteAndStepsBack() {
    var suspended = log.reader(100);
    try (var first = tables.project(suspended)) {
      Tables.awaitEnd(log, first);
      suspended.stall(true);
      history.goOn(100);
      try (var second = tables.project(log.reader(100))) {
        Tables.awaitEnd(log, second);
        suspended.stall(false);
        Tables.awaitPhase(first, WAITING);
        assertThat(second.progress().phase()).isEqualTo(PROJECTING);
        assertThat(first.progress().next()).isEmpty();
        assertThat(tables.dump()).isEqualTo(wanted());
      }
    }
  }

  @Test
  void theOthersWaitWhileOneWritesAndGoOnAtOnceWhenItIsClosed() {
    var reader = log.reader(100);
    var first = tables.project(log.reader(100));
    Tables.awaitEnd(log, first);
    try (var second = tables.project(reader)) {
      Tables.awaitPhase(second, WAITING);
      first.close();
      assertThat(first.progress().phase()).isEqualTo(STOPPED);
      history.goOn(100);
      Tables.awaitEnd(log, second);
    }
    assertThat(reader.isClosed()).isTrue();
    assertThat(tables.dump()).isEqualTo(wanted());
  }

  @Test
  void progressTellsHowFarItIsToGo() {
    try (var projector = tables.project(log.reader(100))) {
      Tables.awaitEnd(log, projector);
      assertThat(projector.progress().behind()).isZero();
      assertThat(projector.progress().lastAt())
          .isPresent()
          .hasValueSatisfying(at -> assertThat(times()).contains(at));
    }
  }

  private static final class OfAnAlteredLog extends Unsealed {

    @Override
    public void begin(boolean compare, Runnable between) {
      between.run();
      if (compare) {
        throw new AlteredLogException(
            new TopicPartition("ninestep.flow", 1),
            10,
            20,
            AlteredLogException.Damage.RECORDS_DIFFER,
            "they differ");
      }
    }
  }

  /// (EV-09)
  @Test
  void nothingIsBuiltFromALogThatIsNotWhatWasSealed() {
    try (var projector =
        tables.projection().project(log.reader(50), new OfAnAlteredLog(), "pod", Tables.QUICK)) {
      Tables.awaitPhase(projector, HALTED);
      assertThat(projector.trouble())
          .contains("topic ninestep.flow, partition 1, offsets 10 to 20: they differ");
    }
    assertThat(tables.dump()).allSatisfy((table, rows) -> assertThat(rows).as(table).isEmpty());
  }

  @Test
  void whoeverGoesOnFromThereDoesNotReadEverythingAgain() {
    tables.projectAll(log, 50);
    history.goOn(100);
    try (var projector =
        tables.projection().project(log.reader(50), new OfAnAlteredLog(), "pod", Tables.QUICK)) {
      Tables.awaitEnd(log, projector);
      assertThat(projector.trouble()).isEmpty();
    }
  }

  private List<Instant> times() {
    return log.all().stream().map(Logged::at).toList();
  }

  private void cutConnections() {
    tables
        .database()
        .sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = 'ninestep projector'");
  }

  /// What the tables must be, had nothing gone wrong.
  private Map<String, List<String>> wanted() {
    undisturbed.projectAll(log, 1_000);
    return undisturbed.dump();
  }
}
