package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.Fresh.class)
final class MigrationsTest {

  private static final Migration ONE = new Migration("0001-one.sql", "CREATE TABLE one (n int)");
  private static final Migration TWO =
      new Migration("0002-two.sql", "CREATE TABLE two (n int); INSERT INTO two VALUES (2)");

  private final Database database;
  private final Pool pool;

  @AfterEach
  void close() {
    get(pool.close());
  }

  MigrationsTest(Database database) {
    this.database = database;
    pool = PgBuilder.pool().connectingTo(database.options()).using(database.vertx()).build();
  }

  @Test
  void migrationsAreAppliedOnceAndInOrder() {
    assertThat(apply(ONE)).containsExactly("0001-one.sql");
    assertThat(apply(ONE, TWO)).containsExactly("0002-two.sql");
    assertThat(apply(ONE, TWO)).isEmpty();
    assertThat(database.sql("SELECT n FROM two")).hasSize(1);
  }

  @Test
  void aMigrationChangedAfterItWasAppliedIsRefusedByName() {
    apply(ONE);
    var changed = new Migration(ONE.name(), "CREATE TABLE one (n bigint)");
    assertThatThrownBy(() -> apply(changed, TWO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("migration 0001-one.sql was changed after it had been applied");
    assertThat(
            database.sql(
                "SELECT 1 FROM pg_tables WHERE tablename = 'two' AND schemaname ="
                    + " current_schema()"))
        .isEmpty();
  }

  @Test
  void aMigrationThatFailsIsNamedAndLeavesNothingBehind() {
    var broken = new Migration("0002-two.sql", "CREATE TABLE two (n int); SELECT nonsense");
    assertThatThrownBy(() -> apply(ONE, broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("migration 0002-two.sql failed: ");
    assertThat(apply(ONE, TWO)).containsExactly("0001-one.sql", "0002-two.sql");
  }

  @Test
  void podsThatStartTogetherApplyEachMigrationOnce() {
    var both = Future.all(migrations(ONE, TWO).apply(), migrations(ONE, TWO).apply());
    List<List<String>> applied = get(both).list();
    assertThat(applied)
        .containsExactlyInAnyOrder(List.of(), List.of("0001-one.sql", "0002-two.sql"));
  }

  @Test
  void anOlderPodAcceptsTheSchemaOfANewerOne() {
    apply(ONE, TWO);
    assertThat(apply(ONE)).isEmpty();
  }

  @Test
  void everyMigrationOfOursIsListedInTheOrderOfItsNumber() throws Exception {
    try (var files = Files.list(Path.of("src/main/resources/dev/ninestep/projection"))) {
      var names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(Migrations.NAMES).isEqualTo(names);
    }
  }

  @Test
  void whatWasIndexedBeforeKindsWereToldApartIsFoundStillAndDroppedWithTheFlows() {
    apply(until("0014").toArray(Migration[]::new));
    database.sql("SELECT ensure_day('2026-11-20')");
    database.sql(event("2026-11-20T12:00:00Z", 1));
    apply(until("0015").toArray(Migration[]::new));
    database.sql("SELECT ensure_day('2026-11-20'), ensure_day('2026-11-21')");
    database.sql(event("2026-11-21T12:00:00Z", 2));
    assertThat(database.sql("SELECT kind FROM flow_event"))
        .extracting(row -> row.getString(0))
        .containsExactly("flows", "flows");
    database.sql("SELECT drop_days_before('2026-11-21')");
    assertThat(database.sql("SELECT \"offset\" FROM flow_event"))
        .extracting(row -> row.getLong(0))
        .containsExactly(2L);
  }

  private static List<Migration> until(String number) {
    return Migration.ours().stream()
        .filter(migration -> migration.name().compareTo(number + "~") < 0)
        .toList();
  }

  private static String event(String at, int offset) {
    return """
    INSERT INTO flow_event (at, topic, partition, "offset", type, data)
    VALUES ('%s', 'calls', 0, %d, 'dev.ninestep.call-admitted.v1', '{}')
    """
        .formatted(at, offset);
  }

  private Migrations migrations(Migration... wanted) {
    return new Migrations(pool, List.of(wanted));
  }

  private List<String> apply(Migration... wanted) {
    return get(migrations(wanted).apply());
  }
}
