package dev.ninestep.projection;

import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// [Persons] in the tables `account`, `credential` and `flow_event`.
record PersonTable(Pool pool) implements Persons {

  private static final String SINCE = "SELECT created_at FROM account WHERE account_id = $1";

  private static final String CREDENTIALS =
      "SELECT kind, updated_at FROM credential WHERE account_id = $1";

  private static final String EVENTS =
      """
      SELECT type, count(*), min(at), max(at) FROM flow_event
      WHERE kind IN ('flows', 'calls', 'audit') AND account_id = $1 GROUP BY type ORDER BY type
      """;

  private static final String ERASE =
      """
      WITH erased AS (DELETE FROM credential WHERE account_id = $1)
      DELETE FROM account WHERE account_id = $1
      """;

  @Override
  public Future<Optional<Person>> find(AccountId account) {
    var id = Tuple.of(Stored.id(account));
    return Future.all(
            new AccountTable(pool).find(account),
            pool.preparedQuery(SINCE).execute(id),
            pool.preparedQuery(CREDENTIALS).execute(id),
            pool.preparedQuery(EVENTS).execute(id))
        .map(all ->
            all.<Optional<StoredAccount>>resultAt(0)
                .map(found ->
                    new Person(
                        found,
                        at(all.<RowSet<Row>>resultAt(1).iterator().next(), 0),
                        credentials(all.resultAt(2)),
                        events(all.resultAt(3)))));
  }

  private static Map<String, Instant> credentials(RowSet<Row> rows) {
    return rows.stream().collect(Collectors.toMap(row -> row.getString(0), row -> at(row, 1)));
  }

  private static List<Person.Events> events(RowSet<Row> rows) {
    return rows.stream()
        .map(row -> new Person.Events(row.getString(0), row.getLong(1), at(row, 2), at(row, 3)))
        .toList();
  }

  private static Instant at(Row row, int column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  @Override
  public Future<Boolean> erase(AccountId account) {
    return pool.preparedQuery(ERASE)
        .execute(Tuple.of(Stored.id(account)))
        .map(erased -> erased.rowCount() == 1);
  }
}
