package dev.ninestep.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// How PostgreSQL is set up and started.
///
/// The library's own settings are those of a throw-away test database: no fsync, asynchronous
/// commit, trust for everybody who connects. Ours are those of a database that is kept.
final class DatabaseServer {

  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private DatabaseServer() {}

  /// Initialises `data` if it is empty, and starts a server on it.
  ///
  /// @throws IOException with the end of the log, when it does not serve within 30 s
  static EmbeddedPostgres start(Path data, DatabasePassword password, ServerLog log)
      throws IOException {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setPort(SparePorts.next())
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(DatabaseBinaries.directory().toFile())
            .setPGStartupWait(LONGEST_START)
            .setRegisterShutdownHook(false)
            .setOutputRedirector(log.redirect())
            .setErrorRedirector(log.redirect())
            .setConnectConfig("password", password.value());
    configureInitdb(builder, password);
    configureServer(builder);
    try {
      return builder.start();
    } catch (IOException | RuntimeException e) {
      throw new IOException(log.explain("the embedded PostgreSQL did not start"), e);
    }
  }

  /// Options of initdb: the library passes its "locale" settings on as `--name=value`, and the last
  /// `--auth` wins. The locale does not depend on what the machine has installed.
  private static void configureInitdb(EmbeddedPostgres.Builder builder, DatabasePassword password) {
    builder
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", password.file().toString())
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8");
  }

  private static void configureServer(EmbeddedPostgres.Builder builder) {
    builder
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "50")
        .setServerConfig("shared_buffers", "32MB")
        .setServerConfig("max_wal_size", "256MB")
        .setServerConfig("io_method", "sync")
        .setServerConfig("max_logical_replication_workers", "0")
        .setServerConfig("log_checkpoints", "off")
        .setServerConfig("max_parallel_workers_per_gather", "0")
        .setServerConfig("jit", "off");
  }
}
