package dev.ninestep.projection;

import dev.ninestep.fold.Client;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The table `client`.
final class ClientTable {

  private static final String SELECT =
      "SELECT " + ClientRow.STATE + " FROM client WHERE client_id = ANY ($1)";

  /// Few enough to be deleted between two batches.
  private static final String FORGET =
      """
      WITH gone AS (
        DELETE FROM client WHERE client_id IN (
          SELECT client_id FROM client
          WHERE state = 'registered' AND NOT used AND at < $1 AND coalesce(heard_at, at) < $1
          LIMIT 10000)
        RETURNING client_id)
      DELETE FROM registration WHERE client_id IN (SELECT client_id FROM gone)
      """;

  private static final BulkInsert<ClientRow> UPSERT =
      new BulkInsert<>(
          "client", ClientRow.COLUMNS, BulkInsert.overwrite("client_id", ClientRow.COLUMNS));

  private ClientTable() {}

  /// Restores clients as they stand.
  static Future<Void> restore(SqlConnection connection, Set<ClientId> clients, Ledger into) {
    if (clients.isEmpty()) {
      return Future.succeededFuture();
    }
    var ids = clients.stream().map(ClientId::value).toArray(String[]::new);
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(ids))
        .map(rows -> {
          rows.forEach(row -> into.restore(new ClientId(row.getString(0)), ClientRow.state(row)));
          return null;
        });
  }

  /// Writes clients as they stand; those that are unknown by now have no row.
  static Future<Void> write(SqlConnection connection, Map<ClientId, Client> changed) {
    var rows = new ArrayList<ClientRow>();
    var gone = new ArrayList<String>();
    changed.forEach((id, client) -> {
      if (client instanceof Client.Unknown) {
        gone.add(id.value());
      } else {
        rows.add(ClientRow.of(id, client));
      }
    });
    return UPSERT.write(connection, rows).compose(_ -> delete(connection, gone));
  }

  private static Future<Void> delete(SqlConnection connection, List<String> gone) {
    return gone.isEmpty()
        ? Future.succeededFuture()
        : connection
            .preparedQuery("DELETE FROM client WHERE client_id = ANY ($1)")
            .execute(Tuple.of(gone.toArray(String[]::new)))
            .mapEmpty();
  }

  /// Forgets clients that were never used, and their registrations with them.
  ///
  /// @param before when they were heard of at the latest
  static Future<Void> forgetUnused(SqlConnection connection, Instant before) {
    return connection.preparedQuery(FORGET).execute(Tuple.of(Stored.time(before))).mapEmpty();
  }
}
