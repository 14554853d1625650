package dev.ninestep.projection;

import dev.ninestep.fold.Account;
import dev.ninestep.fold.AccountMemory;
import dev.ninestep.fold.Ledger;
import dev.ninestep.fold.Purse;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
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
      "account_id, standing, since, consents, ended_sessions, sessions_from, balance, credits,"
          + " taken";

  private static final String OPEN = "open";
  private static final String SUSPENDED = "suspended";
  private static final String CLOSED = "closed";

  private static final String SELECT =
      "SELECT " + STATE + " FROM account_state WHERE account_id = ANY ($1)";

  private static final List<Column<AccountChange>> COLUMNS =
      List.of(
          Column.uuid("account_id", change -> Stored.id(change.account())),
          Column.text("standing", change -> word(change.standing())),
          Column.time("since", AccountStateTable::since),
          Column.words(
              "consents",
              change -> memory(change).consents().stream().map(MemoryText::of).toList()),
          Column.words(
              "ended_sessions",
              change -> memory(change).ended().stream().map(MemoryText::of).toList()),
          Column.time("sessions_from", change -> memory(change).sessionsFrom()),
          Column.bigint("balance", change -> purse(change).balance().micros()),
          Column.words(
              "credits", change -> purse(change).credits().stream().map(MemoryText::of).toList()),
          Column.words(
              "taken", change -> purse(change).taken().stream().map(MemoryText::of).toList()));

  private static final BulkInsert<AccountChange> UPSERT =
      new BulkInsert<>("account_state", COLUMNS, BulkInsert.overwrite("account_id", COLUMNS));

  private AccountStateTable() {}

  private static AccountMemory memory(AccountChange change) {
    return change.standing().memory();
  }

  private static Purse purse(AccountChange change) {
    return change.standing().purse();
  }

  /// Of a standing that lasts, when it began: an account is charged while it is suspended.
  private static Instant since(AccountChange change) {
    return switch (change.standing()) {
      case Account.Open _ -> change.since();
      case Account.Suspended s -> s.since();
      case Account.Closed s -> s.at();
    };
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

  /// The money of an account, as far as it has been projected.
  static Future<Purse> purse(Pool pool, AccountId account) {
    var ids = new UUID[] {Stored.id(account)};
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(ids))
        .map(rows ->
            rows.stream().findFirst().map(row -> standing(row).purse()).orElse(Purse.EMPTY));
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

  private static Purse purse(Row row) {
    return new Purse(
        new Amount(row.getLong(6)),
        Arrays.stream(row.getArrayOfStrings(7)).map(MemoryText::credit).toList(),
        Arrays.stream(row.getArrayOfStrings(8)).map(MemoryText::taken).toList());
  }

  /// The standing in a row of [#STATE].
  static Account standing(Row row) {
    var since = row.getOffsetDateTime(2).toInstant();
    return switch (row.getString(1)) {
      case OPEN -> new Account.Open(memory(row), purse(row));
      case SUSPENDED -> new Account.Suspended(since, purse(row));
      case CLOSED -> new Account.Closed(since);
      case String other ->
          throw new IllegalStateException(
              "account_state %s has a standing nobody knows: %s".formatted(row.getUUID(0), other));
    };
  }
}
