package dev.ninestep.account;

import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.PasswordHash;
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Role;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Accounts in memory. Look-ups wait for whatever a test makes them wait for.
final class RememberedAccounts implements Accounts {

  private final Map<String, StoredAccount> byLogin = new ConcurrentHashMap<>();
  private final AtomicInteger lookUps = new AtomicInteger();
  private volatile Future<Void> before = Future.succeededFuture();

  /// Look-ups from now on wait for this, and fail if it does.
  void answerAfter(Future<Void> future) {
    before = future;
  }

  int lookUps() {
    return lookUps.get();
  }

  @Override
  public Future<Optional<StoredAccount>> findByLogin(String login) {
    lookUps.incrementAndGet();
    return before.map(_ -> Optional.ofNullable(byLogin.get(login.toLowerCase(Locale.ROOT))));
  }

  @Override
  public Future<Optional<StoredAccount>> find(AccountId account) {
    return before.map(
        _ -> byLogin.values().stream().filter(a -> a.id().equals(account)).findFirst());
  }

  @Override
  public Future<Boolean> create(AccountId account, String login, Role role, PasswordHash password) {
    var created = new StoredAccount(account, login, role, Optional.of(password));
    return before.map(_ -> byLogin.putIfAbsent(login.toLowerCase(Locale.ROOT), created) == null);
  }

  @Override
  public Future<Boolean> setPassword(AccountId account, PasswordHash password) {
    return find(account)
        .map(found -> {
          found.ifPresent(a ->
              byLogin.put(
                  a.login().toLowerCase(Locale.ROOT),
                  new StoredAccount(a.id(), a.login(), a.role(), Optional.of(password))));
          return found.isPresent();
        });
  }
}
