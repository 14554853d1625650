package dev.ninestep.projection;

import dev.ninestep.fold.Account;
import dev.ninestep.fold.AccountMemory;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The table `account_state`: the standing of every account that was ever suspended or closed, and
/// what is remembered with the others.
final class AccountStateTable {

  /// What every query for a standing selects, in this order.
  static final String STATE =
      "account_id, standing, since, consents, ended_sessions, sessions_from";

  private static final String OPEN = "open";
  private static final String SUSPENDED = "suspended";
  private static final String CLOSED = "closed";

  private static final String SELECT =
      "SELECT " + STATE + " FROM account_state WHERE account_id = ANY ($1)";

  private static final List<Column<AccountChange>> COLUMNS =
      List.of(
          Column.uuid("account_id", change -> Stored.id(change.account())),
          Column.text("standing", change -> word(change.standing())),
          Column.time("since", AccountChange::since),
          Column.words(
              "consents",
              change -> memory(change).consents().stream().map(MemoryText::of).toList()),
          Column.words(
              "ended_sessions",
              change -> memory(change).ended().stream().map(MemoryText::of).toList()),
          Column.time("sessions_from", change -> memory(change).sessionsFrom()));

  private static final BulkInsert<AccountChange> UPSERT =
      new BulkInsert<>("account_state", COLUMNS, BulkInsert.overwrite("account_id", COLUMNS));

  private AccountStateTable() {}

  private static AccountMemory memory(AccountChange change) {
    return change.standing().memory();
  }

  private static String word(Account standing) {
    return switch (standing) {
      case Account.Open _ -> OPEN;
      case Account.Suspended _ -> SUSPENDED;
      case Account.Closed _ -> CLOSED;
    };
  }

  /// Restores accounts as they stand.
  static Future<Void> restore(SqlConnection connection, Set<AccountId> accounts, Ledger into) {
    if (accounts.isEmpty()) {
      return Future.succeededFuture();
    }
    var ids = accounts.stream().map(Stored::id).toArray(UUID[]::new);
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(ids))
        .map(rows -> {
          rows.forEach(row -> into.restore(Stored.account(row.getUUID(0)), standing(row)));
          return null;
        });
  }

  static Future<Void> write(SqlConnection connection, Collection<AccountChange> changed) {
    return UPSERT.write(connection, changed);
  }

  private static AccountMemory memory(Row row) {
    return new AccountMemory(
        Arrays.stream(row.getArrayOfStrings(3)).map(MemoryText::consent).toList(),
        Arrays.stream(row.getArrayOfStrings(4)).map(MemoryText::ended).toList(),
        row.getOffsetDateTime(5).toInstant());
  }

  /// The standing in a row of [#STATE].
  static Account standing(Row row) {
    var since = row.getOffsetDateTime(2).toInstant();
    return switch (row.getString(1)) {
      case OPEN -> new Account.Open(memory(row));
      case SUSPENDED -> new Account.Suspended(since);
      case CLOSED -> new Account.Closed(since);
      case String other ->
          throw new IllegalStateException(
              "account_state %s has a standing nobody knows: %s".formatted(row.getUUID(0), other));
    };
  }
}
