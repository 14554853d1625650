package dev.ninestep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDatabaseTest {

  @TempDir private Path path;

  @Test
  void aRowSurvivesARestartAndCommitsAreDurable() throws Exception {
    try (var directory = DataDirectory.claim(path);
        var database = EmbeddedDatabase.start(directory);
        Connection connection = connect(database, database.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (word text)");
      statement.execute("INSERT INTO kept VALUES ('hello')");
    }
    try (var directory = DataDirectory.claim(path);
        var database = EmbeddedDatabase.start(directory)) {
      assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("hello");
      assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void nobodyEntersWithoutThePassword() throws Exception {
    try (var directory = DataDirectory.claim(path);
        var database = EmbeddedDatabase.start(directory)) {
      assertThatThrownBy(() -> connect(database, "guess").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void postgresEndsWithItsOwner() throws Exception {
    long pid = KilledOwner.ofPostgres(path, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> !runs(pid));
  }

  @Test
  void theServerOfAKilledOwnerIsReplaced() throws Exception {
    long stale = KilledOwner.ofPostgres(path, true);
    assertThat(runs(stale)).isTrue();
    try (var directory = DataDirectory.claim(path);
        var database = EmbeddedDatabase.start(directory)) {
      assertThat(ask(database, "SELECT 'serves'")).isEqualTo("serves");
      assertThat(runs(stale)).isFalse();
    }
  }

  @Test
  void aFirstStartThatWasCutOffIsBegunAgain() throws Exception {
    Path data = Files.createDirectories(path.resolve("postgres/data"));
    Files.writeString(data.resolve("postgresql.conf"), "# half made");
    try (var directory = DataDirectory.claim(path);
        var database = EmbeddedDatabase.start(directory)) {
      assertThat(ask(database, "SELECT 'serves'")).isEqualTo("serves");
    }
  }

  private boolean runs(long pid) {
    return Orphan.find(pid, path.resolve("postgres/data").toString(), Instant.EPOCH).isPresent();
  }

  private Path passwordFile() {
    return path.resolve("postgres/password");
  }

  private static String ask(EmbeddedDatabase database, String query) throws SQLException {
    try (Connection connection = connect(database, database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database, String password)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(database.host(), database.port(), database.database()),
        database.user(),
        password);
  }
}
