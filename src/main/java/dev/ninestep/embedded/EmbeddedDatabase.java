package dev.ninestep.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One PostgreSQL on 127.0.0.1, as durable as a production one (fsync, synchronous commit).
///
/// Its user owns the database but is no superuser, as in production; the password is random and
/// kept in the directory. The port is another one at each start.
public final class EmbeddedDatabase implements AutoCloseable {

  private static final String NAME = "ninestep";

  private final EmbeddedPostgres server;
  private final Path data;
  private final DatabasePassword password;
  private final DatabaseLeash leash;

  private EmbeddedDatabase(
      EmbeddedPostgres server, Path data, DatabasePassword password, DatabaseLeash leash) {
    this.server = server;
    this.data = data;
    this.password = password;
    this.leash = leash;
  }

  /// Starts PostgreSQL in the subdirectory `postgres` and waits until it serves; ends the server of
  /// a former owner first.
  ///
  /// @throws IOException with the end of `postgres.log`, when it does not serve within 30 s
  public static EmbeddedDatabase start(DataDirectory directory)
      throws IOException, InterruptedException {
    Path home = directory.subdirectory("postgres");
    Path data = home.resolve("data");
    Path complete = home.resolve("complete");
    Postmaster.end(data);
    if (!Files.exists(complete)) {
      delete(data);
    }
    DataDirectory.createPrivate(data);
    DatabasePassword password = DatabasePassword.in(home.resolve("password"));
    ServerLog log = ServerLog.open(home.resolve("postgres.log"));
    try {
      EmbeddedPostgres server = DatabaseServer.start(data, password, log);
      if (!Files.exists(complete)) {
        createDatabase(server, password);
        Files.createFile(complete);
      }
      return new EmbeddedDatabase(server, data, password, tie(data));
    } catch (IOException | RuntimeException e) {
      Postmaster.end(data);
      throw e;
    }
  }

  /// Always 127.0.0.1.
  public String host() {
    return "127.0.0.1";
  }

  /// The port of this run.
  public int port() {
    return server.getPort();
  }

  /// The name of the one database.
  public String database() {
    return NAME;
  }

  /// The role that owns the database.
  public String user() {
    return NAME;
  }

  /// The password of [#user()]; a secret.
  public String password() {
    return password.value();
  }

  /// Stops PostgreSQL by a fast shutdown; by force if that takes more than 15 s.
  ///
  /// @throws IOException when it survives
  @Override
  public void close() throws IOException {
    leash.close();
    server.close();
    try {
      Postmaster.end(data);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static DatabaseLeash tie(Path data) throws IOException {
    Orphan server =
        Postmaster.on(data).orElseThrow(() -> new IOException("no server runs on " + data));
    return DatabaseLeash.tie(server.process().pid());
  }

  private static void createDatabase(EmbeddedPostgres server, DatabasePassword password)
      throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE ninestep LOGIN PASSWORD '" + password.value() + "'");
      statement.execute("CREATE DATABASE ninestep OWNER ninestep");
    } catch (SQLException e) {
      throw new IOException("the embedded database could not be created", e);
    }
  }

  /// What a first start that was cut off left behind; nobody has stored anything in it yet.
  private static void delete(Path halfMade) throws IOException {
    if (!Files.exists(halfMade)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(halfMade)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
