package dev.ninestep.projection;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Role;
import io.vertx.core.Future;
import java.util.Optional;

/// Who may sign in. A login is the same login in upper and lower case.
///
/// Every future fails when the database is away, and only then.
public interface Accounts {

  /// Finds an account by what its owner types.
  ///
  /// @param login in any case
  /// @return the account, or empty when there is none
  Future<Optional<StoredAccount>> findByLogin(String login);

  /// Finds an account by its id.
  ///
  /// @param account the id
  /// @return the account, or empty when there is none
  Future<Optional<StoredAccount>> find(AccountId account);

  /// Creates an account together with its password.
  ///
  /// @param account a fresh id
  /// @param login what its owner types, kept as given
  /// @param role what it may do
  /// @param password the hash of its password
  /// @return true, or false when the login is taken: then nothing has changed
  Future<Boolean> create(AccountId account, String login, Role role, PasswordHash password);

  /// Sets the password of an account, whether or not it had one.
  ///
  /// @param account which
  /// @param password the hash of the new password
  /// @return true, or false when there is no such account
  Future<Boolean> setPassword(AccountId account, PasswordHash password);
}
