package dev.ninestep.operator;

import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import java.util.Optional;

/// Finds accounts by what operators call them.
///
/// @param accounts who there is
record AccountNames(Accounts accounts) {

  /// Finds one. A name that looks like an id is one: people do not sign in with 32 hex digits.
  ///
  /// @param name a login or an id
  /// @return the account, empty when there is none
  Future<Optional<AccountId>> find(String name) {
    var found =
        AccountId.parse(name).map(accounts::find).orElseGet(() -> accounts.findByLogin(name));
    return found.map(account -> account.map(StoredAccount::id));
  }
}
