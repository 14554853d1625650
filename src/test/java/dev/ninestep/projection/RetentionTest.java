package dev.ninestep.projection;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.Fresh.class)
final class RetentionTest {

  private static final ProjectorSettings TWO_DAYS =
      new ProjectorSettings(Duration.ofSeconds(1), Retention.all(Duration.ofDays(2)));

  private static final ProjectorSettings EACH_ITS_OWN =
      new ProjectorSettings(
          Duration.ofSeconds(1),
          new Retention(
              Duration.ofDays(6), Duration.ofDays(4), Duration.ofDays(2), Duration.ofDays(90)));

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
    assertThat(partitions("flow_event_flows")).containsExactlyElementsOf(wanted);
    projectAsOf(now.plus(Duration.ofDays(3)));
    assertThat(partitions("flow_event_flows"))
        .containsExactly(partition(1), partition(2), partition(3), partition(4), partition(5));
    assertThat(kinds()).isSubsetOf("audit");
    assertThat(tables.dump().get("grant_state")).isNotEmpty();
  }

  @Test
  void eachKindIsKeptForATimeOfItsOwn() {
    projectAsOf(now, EACH_ITS_OWN);
    var before = kinds();
    assertThat(before).containsExactlyInAnyOrder("flows", "calls", "discovery", "audit");
    projectAsOf(now.plus(Duration.ofDays(3)), EACH_ITS_OWN);
    assertThat(kinds()).containsExactlyInAnyOrder("flows", "calls", "audit");
    projectAsOf(now.plus(Duration.ofDays(5)), EACH_ITS_OWN);
    assertThat(kinds()).containsExactlyInAnyOrder("flows", "audit");
    assertThat(tables.dump().get("call_day")).isNotEmpty();
    projectAsOf(now.plus(Duration.ofDays(7)), EACH_ITS_OWN);
    assertThat(kinds()).containsExactlyInAnyOrder("audit");
    assertThat(tables.dump().get("call_day")).isEmpty();
    projectAsOf(now.plus(Duration.ofDays(130)), EACH_ITS_OWN);
    assertThat(kinds()).isEmpty();
  }

  @Test
  void whatIsBuiltAnewIsWhatWasKept() {
    projectAsOf(now.plus(Duration.ofDays(3)), EACH_ITS_OWN);
    var kept = tables.dump();
    tables.database().sql("TRUNCATE flow_event");
    projectAsOf(now.plus(Duration.ofDays(3)), EACH_ITS_OWN);
    assertThat(tables.dump()).isEqualTo(kept);
  }

  @Test
  void theIndexSaysHowFarBackItGoesAndALongerRetentionBringsNothingBack() {
    projectAsOf(now, TWO_DAYS);
    var first = Stored.midnight(Effects.day(now.minus(Duration.ofDays(2))));
    assertThat(kept(EventKind.CALLS)).contains(new Kept.Since(first, Duration.ofDays(2)));
    projectAsOf(now, EACH_ITS_OWN);
    assertThat(kept(EventKind.CALLS)).contains(new Kept.Since(first, Duration.ofDays(4)));
    var month = Stored.midnight(EventKind.AUDIT.partition(now.minus(Duration.ofDays(2))));
    assertThat(kept(EventKind.AUDIT)).contains(new Kept.Since(month, Duration.ofDays(90)));
  }

  private Optional<Kept.Since> kept(EventKind kind) {
    return Database.get(tables.projection().flows().kept()).of(kind);
  }

  private Set<String> kinds() {
    return tables.database().sql("SELECT DISTINCT kind FROM flow_event").stream()
        .map(row -> row.getString(0))
        .collect(toSet());
  }

  private Set<String> daysOfTheLog() {
    return log.all().stream().map(logged -> partition(Effects.day(logged.at()))).collect(toSet());
  }

  @Test
  void whatIsOlderThanTheRetentionIsFoldedButNotIndexed() {
    projectAsOf(now.plus(Duration.ofDays(9)));
    assertThat(kinds()).isSubsetOf("audit");
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
    projectAsOf(time, TWO_DAYS);
  }

  private void projectAsOf(Instant time, ProjectorSettings settings) {
    var database = tables.database();
    try (var projector =
        Projector.start(
            database.vertx(),
            database.options(),
            log.reader(500),
            new Unsealed(),
            "pod",
            settings,
            InstantSource.fixed(time))) {
      Tables.awaitEnd(log, projector);
    }
  }

  private String partition(int daysFromNow) {
    return partition(Effects.day(now).plusDays(daysFromNow));
  }

  private static String partition(LocalDate day) {
    return "flow_event_flows_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private List<String> partitions(String table) {
    return tables
        .database()
        .sql(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
                + " WHERE inhparent = '%s'::regclass ORDER BY 1".formatted(table))
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
