package dev.ninestep.projection;

import static dev.ninestep.projection.Progress.Phase.HALTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Log and database brought back from copies of different times, as `runbook/backup.md` has it.
/// That a log comes back as it was, to the last bit, `LogCopyTest` shows.
@ExtendWith(Database.Fresh.class)
final class RestoreTest {

  private static final int LENGTH = 600;
  private static final Path RUNBOOK = Path.of("src/notes/runbook/backup.md");
  private static final String BUILD_ANEW = "TRUNCATE client, grant_state, account_state";
  private static final List<String> ALL =
      List.of(
          "projection_offset",
          "projection_owner",
          "client",
          "grant_state",
          "account_state",
          "one_time",
          "event_kept",
          "call_day",
          "flow_event",
          "registration");
  private final MemoryLog log = new MemoryLog();
  private final History history = new History(30, log);
  private final Tables tables;
  private final Tables restored;
  private final Tables undisturbed;

  RestoreTest(Database lost, Database empty, Database other) {
    tables = Tables.in(lost);
    restored = Tables.in(empty);
    undisturbed = Tables.in(other);
  }

  /// Brings back into an empty database what another holds now, table by table as `pg_dump` does.
  private void restore() {
    var from = tables.database().options().getProperties().get("search_path");
    restored
        .database()
        .sql(
            partitionsOf(from)
                + ALL.stream()
                    .map(table ->
                        "INSERT INTO %s SELECT * FROM %s.%s;".formatted(table, from, table))
                    .collect(Collectors.joining()));
  }

  private static String partitionsOf(String schema) {
    return """
    SELECT ensure_events(kind, day) FROM
      (SELECT DISTINCT kind, (at AT TIME ZONE 'UTC')::date AS day FROM %s.flow_event) AS events;
    SELECT ensure_events('flows', day) FROM (SELECT DISTINCT day FROM %s.call_day) AS calls;
    """
        .formatted(schema, schema);
  }

  @BeforeEach
  void aHistory() {
    history.goOn(LENGTH);
  }

  /// What a database would hold that was made from a log and never lost.
  private Map<String, List<String>> madeFrom(MemoryLog of) {
    undisturbed.projectAll(of, 1_000);
    return undisturbed.dump();
  }

  @Test
  void aDatabaseOlderThanItsLogCarriesWhatIsMissingAndNothingTwice() {
    tables.projectAll(log, 100);
    restore();
    assertThat(restored.dump()).isEqualTo(tables.dump());
    history.goOn(LENGTH);

    restored.projectAll(log, 100);

    assertThat(restored.dump()).isEqualTo(madeFrom(log));
  }

  @Test
  void aDatabaseThatIsAheadOfItsLogIsToldAndBuiltAnewOnceTheRunbookWasFollowed()
      throws IOException {
    var copy = log.copy();
    history.goOn(LENGTH);
    tables.projectAll(log, 100);
    var ahead = tables.dump();

    assertThat(trouble(copy)).contains("they are projected, and the log ends at ");
    assertThat(tables.dump()).isEqualTo(ahead);

    assertThat(Files.readString(RUNBOOK)).contains("\"" + BUILD_ANEW + "\"");
    tables.database().sql(BUILD_ANEW);
    tables.projectAll(copy, 100);
    assertThat(tables.dump()).isEqualTo(madeFrom(copy));
  }

  /// Its offsets are there again, and stand for something else.
  @Test
  void aLogThatWasWrittenToSinceItCameBackIsToldFromTheOneThatWasLost() {
    var copy = log.copy();
    history.goOn(LENGTH);
    tables.projectAll(log, 100);
    var ahead = tables.dump();
    new History(31, copy).goOn(2 * LENGTH);

    assertThat(trouble(copy)).contains("the newest event is another one in the log");
    assertThat(tables.dump()).isEqualTo(ahead);
  }

  /// Why a projector stops that is to go on with a log.
  private String trouble(MemoryLog of) {
    try (var projector = tables.project(of.reader(100))) {
      Tables.awaitPhase(projector, HALTED);
      return projector.trouble().orElseThrow();
    }
  }
}
