package dev.ninestep.projection;

import dev.ninestep.fold.Client;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Set;

/// The table `client`.
final class ClientTable {

  private static final String SELECT =
      "SELECT " + ClientRow.STATE + " FROM client WHERE client_id = ANY ($1)";

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

  static Future<Void> write(SqlConnection connection, Map<ClientId, Client> changed) {
    return UPSERT.write(
        connection,
        changed.entrySet().stream().map(e -> ClientRow.of(e.getKey(), e.getValue())).toList());
  }
}
