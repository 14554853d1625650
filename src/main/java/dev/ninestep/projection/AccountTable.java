package dev.ninestep.projection;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;

/// [Accounts] in the tables `account` and `credential`.
record AccountTable(Pool pool) implements Accounts {

  private static final String FIND =
      """
      SELECT a.account_id, a.login, a.role, c.hash
      FROM account a
      LEFT JOIN credential c ON c.account_id = a.account_id AND c.kind = 'password'
      """;

  private static final String CREATE =
      """
      WITH created AS (
        INSERT INTO account (account_id, login, role) VALUES ($1, $2, $3)
        ON CONFLICT (lower(login)) DO NOTHING
        RETURNING account_id)
      INSERT INTO credential (account_id, kind, hash)
      SELECT account_id, 'password', $4 FROM created
      """;

  private static final String SET_PASSWORD =
      """
      INSERT INTO credential (account_id, kind, hash)
      SELECT account_id, 'password', $2 FROM account WHERE account_id = $1
      ON CONFLICT (account_id, kind) DO UPDATE SET hash = excluded.hash, updated_at = now()
      """;

  @Override
  public Future<Optional<StoredAccount>> findByLogin(String login) {
    return pool.preparedQuery(FIND + "WHERE lower(a.login) = lower($1)")
        .execute(Tuple.of(login))
        .map(AccountTable::first);
  }

  @Override
  public Future<Optional<StoredAccount>> find(AccountId account) {
    return pool.preparedQuery(FIND + "WHERE a.account_id = $1")
        .execute(Tuple.of(Stored.id(account)))
        .map(AccountTable::first);
  }

  @Override
  public Future<Boolean> create(AccountId account, String login, Role role, PasswordHash password) {
    return pool.preparedQuery(CREATE)
        .execute(Tuple.of(Stored.id(account), login, word(role), password.value()))
        .map(created -> created.rowCount() == 1);
  }

  @Override
  public Future<Boolean> setPassword(AccountId account, PasswordHash password) {
    return pool.preparedQuery(SET_PASSWORD)
        .execute(Tuple.of(Stored.id(account), password.value()))
        .map(set -> set.rowCount() == 1);
  }

  private static Optional<StoredAccount> first(RowSet<Row> rows) {
    return rows.stream().findFirst().map(AccountTable::account);
  }

  private static StoredAccount account(Row row) {
    return new StoredAccount(
        Stored.account(row.getUUID(0)),
        row.getString(1),
        Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString(3)).map(PasswordHash::new));
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
