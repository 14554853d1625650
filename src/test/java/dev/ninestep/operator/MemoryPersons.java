package dev.ninestep.operator;

import dev.ninestep.projection.Person;
import dev.ninestep.projection.Persons;
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People in memory.
final class MemoryPersons implements Persons {

  static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");

  private final List<StoredAccount> accounts;

  MemoryPersons(List<StoredAccount> accounts) {
    this.accounts = new ArrayList<>(accounts);
  }

  Optional<StoredAccount> find(String login) {
    return accounts.stream().filter(account -> account.login().equals(login)).findFirst();
  }

  @Override
  public Future<Optional<Person>> find(AccountId id) {
    return Future.succeededFuture(
        accounts.stream()
            .filter(account -> account.id().equals(id))
            .findFirst()
            .map(account -> new Person(account, SINCE, Map.of("password", SINCE), List.of())));
  }

  @Override
  public Future<Boolean> erase(AccountId id) {
    return Future.succeededFuture(accounts.removeIf(account -> account.id().equals(id)));
  }
}
