package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import io.vertx.pgclient.PgConnectOptions;

/// The way to an embedded database.
final class PostgresOptions {

  private PostgresOptions() {}

  static PgConnectOptions of(EmbeddedDatabase database) {
    return new PgConnectOptions()
        .setHost(database.host())
        .setPort(database.port())
        .setDatabase(database.database())
        .setUser(database.user())
        .setPassword(database.password());
  }
}
