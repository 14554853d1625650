package dev.ninestep.projection;

import dev.ninestep.event.Topic;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.Partition;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Restores a ledger from the tables, as of one moment.
final class Snapshot {

  /// How many rows travel at a time.
  private static final int FETCH = 5_000;

  /// The locks come before the snapshot: a TRUNCATE that came between the two would show tables
  /// that are empty beside offsets that are not.
  private static final String BEGIN =
      """
      SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
      LOCK TABLE projection_offset, client, grant_state, account_state, one_time IN ACCESS SHARE MODE
      """;

  /// Without those that have lapsed; a day of grace, in case the log's clock is set back.
  private static final String GRANTS =
      "SELECT "
          + GrantRow.STATE
          + " FROM grant_state g WHERE lapses_at IS NULL OR lapses_at > now() - interval '1 day'";

  private static final String CLIENTS = "SELECT " + ClientRow.STATE + " FROM client";

  private static final String ACCOUNTS =
      "SELECT " + AccountStateTable.STATE + " FROM account_state";

  private static final String ONE_TIMES =
      "SELECT "
          + OneTimeTable.STATE
          + " FROM one_time WHERE until IS NULL OR until > now() - interval '1 day'";

  private final Ledger ledger;
  private final SqlConnection connection;
  private final long start = System.nanoTime();
  private long grants;
  private long clients;
  private long accounts;

  private Snapshot(Ledger ledger, SqlConnection connection) {
    this.ledger = ledger;
    this.connection = connection;
  }

  static Future<Loaded> load(Pool pool, Ledger into) {
    return pool.withTransaction(connection -> new Snapshot(into, connection).load())
        .map(Objects::requireNonNull);
  }

  private Future<Loaded> load() {
    return connection
        .query(BEGIN)
        .execute()
        .compose(_ -> Offsets.read(connection))
        // Rows without offsets are what somebody left who emptied the offsets.
        .compose(next -> next.isEmpty() ? Future.succeededFuture() : load(next))
        .map(_ ->
            new Loaded(grants, clients, accounts, Duration.ofNanos(System.nanoTime() - start)));
  }

  private Future<Void> load(Map<Partition, Long> next) {
    next.forEach((partition, offset) -> {
      if (partition.topic() == Topic.FLOW) {
        ledger.restore(partition.number(), offset);
      }
    });
    return each(GRANTS, this::grant)
        .compose(_ -> each(CLIENTS, this::client))
        .compose(_ -> each(ACCOUNTS, this::account))
        .compose(_ -> each(ONE_TIMES, this::oneTime));
  }

  private void grant(Row row) {
    ledger.restore(Stored.flow(row.getUUID(0)), GrantRow.state(row));
    grants++;
  }

  private void client(Row row) {
    ledger.restore(new ClientId(row.getString(0)), ClientRow.state(row));
    clients++;
  }

  private void account(Row row) {
    ledger.restore(Stored.account(row.getUUID(0)), AccountStateTable.standing(row));
    accounts++;
  }

  private void oneTime(Row row) {
    ledger.restore(row.getString(0), OneTimeTable.state(row));
  }

  private Future<Void> each(String sql, Handler<Row> use) {
    return connection
        .prepare(sql)
        .compose(statement -> {
          var done = Promise.<Void>promise();
          statement
              .createStream(FETCH)
              .exceptionHandler(done::tryFail)
              .endHandler(_ -> done.tryComplete())
              .handler(row -> use(row, use, done));
          return done.future().eventually(statement::close);
        });
  }

  /// A row nobody can read must fail the load, not just the event loop's turn.
  private static void use(Row row, Handler<Row> use, Promise<Void> done) {
    try {
      use.handle(row);
    } catch (RuntimeException e) {
      done.tryFail(e);
    }
  }
}
