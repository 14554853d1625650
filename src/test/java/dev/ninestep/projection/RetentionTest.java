package dev.ninestep.projection;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.Fresh.class)
final class RetentionTest {

  private static final ProjectorSettings TWO_DAYS =
      new ProjectorSettings(Duration.ofSeconds(1), Duration.ofDays(2));

  private final MemoryLog log = new MemoryLog();
  private final Instant now = Instant.now();
  private final Tables tables;

  RetentionTest(Database database) {
    tables = Tables.in(database);
    new History(40, log).goOn(1_000);
  }

  @Test
  void partitionsAreMadeAheadAndDroppedWholeWhenTheyAreOld() {
    projectAsOf(now);
    var wanted = new TreeSet<>(daysOfTheLog());
    wanted.addAll(List.of(partition(0), partition(1), partition(2)));
    assertThat(partitions()).containsExactlyElementsOf(wanted);
    projectAsOf(now.plus(Duration.ofDays(3)));
    assertThat(partitions())
        .containsExactly(partition(1), partition(2), partition(3), partition(4), partition(5));
    assertThat(tables.dump().get("flow_event")).isEmpty();
    assertThat(tables.dump().get("grant_state")).isNotEmpty();
  }

  private Set<String> daysOfTheLog() {
    return log.all().stream().map(logged -> partition(Effects.day(logged.at()))).collect(toSet());
  }

  @Test
  void whatIsOlderThanTheRetentionIsFoldedButNotIndexed() {
    projectAsOf(now.plus(Duration.ofDays(9)));
    assertThat(tables.dump().get("flow_event")).isEmpty();
    assertThat(tables.dump().get("call_day")).isEmpty();
    assertThat(tables.dump().get("grant_state")).isNotEmpty();
    assertThat(tables.dump().get("client")).isNotEmpty();
  }

  @Test
  void grantsThatLapsedLongAgoAreForgotten() {
    projectAsOf(now);
    assertThat(states()).contains("denied");
    projectAsOf(now.plus(Duration.ofDays(3)));
    assertThat(states()).doesNotContain("denied").contains("active");
  }

  /// REG-26, REG-27.
  @Test
  void clientsThatWereNeverUsedAreForgottenWithTheirRegistrations() {
    projectAsOf(now);
    var unused = clients("NOT used").toList();
    assertThat(unused).isNotEmpty();
    projectAsOf(now.plus(Duration.ofDays(3)));
    assertThat(clients("NOT used")).isEmpty();
    assertThat(clients("used")).isNotEmpty();
    assertThat(
            tables.database().sql("SELECT client_id FROM registration").stream()
                .map(row -> row.getString(0)))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(unused);
  }

  private Stream<String> clients(String which) {
    return tables
        .database()
        .sql("SELECT client_id FROM client WHERE state = 'registered' AND " + which)
        .stream()
        .map(row -> row.getString(0));
  }

  private Stream<String> states() {
    return tables.database().sql("SELECT DISTINCT state FROM grant_state").stream()
        .map(row -> row.getString(0));
  }

  private void projectAsOf(Instant time) {
    var database = tables.database();
    try (var projector =
        Projector.start(
            database.vertx(),
            database.options(),
            log.reader(500),
            new Unsealed(),
            "pod",
            TWO_DAYS,
            InstantSource.fixed(time))) {
      Tables.awaitEnd(log, projector);
    }
  }

  private String partition(int daysFromNow) {
    return partition(Effects.day(now).plusDays(daysFromNow));
  }

  private static String partition(LocalDate day) {
    return "flow_event_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private List<String> partitions() {
    return tables
        .database()
        .sql(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
                + " WHERE inhparent = 'flow_event'::regclass ORDER BY 1")
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
