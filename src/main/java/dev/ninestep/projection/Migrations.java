package dev.ninestep.projection;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;

/// Brings a database to the schema this program needs.
///
/// All that is missing is applied in one transaction, under a lock, so pods may start together. A
/// migration that is applied here and unknown to this program is left alone: during a rolling
/// upgrade the old pods meet the new schema, so a migration may only add.
final class Migrations {

  /// In the order they are applied. Never change one that has been released: add another.
  static final List<String> NAMES =
      List.of(
          "0001-accounts.sql",
          "0002-states.sql",
          "0003-flow-events.sql",
          "0004-clients.sql",
          "0005-one-times.sql",
          "0006-token-binding.sql",
          "0007-search.sql",
          "0008-neighbours.sql",
          "0009-whole-until.sql",
          "0010-connected-host.sql",
          "0011-money.sql",
          "0012-console.sql",
          "0013-heard-clients.sql",
          "0014-deactivated-clients.sql",
          "0015-retention.sql",
          "0016-operators.sql");

  private static final String LOCK =
      "SET LOCAL client_min_messages = warning;"
          + " SELECT pg_advisory_xact_lock(hashtext('dev.ninestep.migration'))";

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS migration (
        name       text PRIMARY KEY,
        sha256     text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now())
      """;

  private final Pool pool;
  private final List<Migration> wanted;

  Migrations(Pool pool, List<Migration> wanted) {
    this.pool = pool;
    this.wanted = wanted;
  }

  /// Applies what is missing.
  ///
  /// @return the names of those applied now; fails with [IllegalStateException] when one that is
  ///   applied has been changed since
  Future<List<String>> apply() {
    return pool.withTransaction(connection ->
        connection
            .query(LOCK)
            .execute()
            .compose(_ -> connection.query(TABLE).execute())
            .compose(_ -> applied(connection))
            .compose(applied -> withoutHalfDropped(connection, applied))
            .compose(applied -> applyMissing(connection, applied)));
  }

  /// The checksums of what is applied, by name.
  private static Future<Map<String, String>> applied(SqlConnection connection) {
    return connection
        .query("SELECT name, sha256 FROM migration")
        .mapping(row -> Map.entry(row.getString(0), row.getString(1)))
        .execute()
        .map(rows -> rows.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Future<Map<String, String>> withoutHalfDropped(
      SqlConnection connection, Map<String, String> applied) {
    return applied.keySet().containsAll(Rebuildable.MIGRATIONS)
        ? Rebuildable.dropIfTorn(connection).compose(_ -> applied(connection))
        : Future.succeededFuture(applied);
  }

  private Future<List<String>> applyMissing(SqlConnection connection, Map<String, String> applied) {
    for (var migration : wanted) {
      var sum = applied.get(migration.name());
      if (sum != null && !sum.equals(migration.sha256())) {
        return Future.failedFuture(
            new IllegalStateException(
                "migration %s was changed after it had been applied: sha256 was %s, is %s"
                    .formatted(migration.name(), sum, migration.sha256())));
      }
    }
    var missing = wanted.stream().filter(m -> !applied.containsKey(m.name())).toList();
    var done = Future.<Object>succeededFuture();
    for (var migration : missing) {
      done = done.compose(_ -> apply(connection, migration));
    }
    return done.map(missing.stream().map(Migration::name).toList());
  }

  private static Future<Object> apply(SqlConnection connection, Migration migration) {
    return connection
        .query(migration.sql())
        .execute()
        .compose(_ ->
            connection
                .preparedQuery("INSERT INTO migration (name, sha256) VALUES ($1, $2)")
                .execute(Tuple.of(migration.name(), migration.sha256())))
        .mapEmpty()
        .recover(e ->
            Future.failedFuture(
                new IllegalStateException(
                    "migration %s failed: %s".formatted(migration.name(), e.getMessage()), e)));
  }
}
