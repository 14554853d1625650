package dev.ninestep.projection;

import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import java.util.Optional;

/// What is kept about people, for those who ask what it is or want it gone. Every future fails when
/// the database is away, and only then.
public interface Persons {

  /// What is kept about somebody.
  ///
  /// @param account their account
  /// @return empty when nothing is known of whose it is
  Future<Optional<Person>> find(AccountId account);

  /// Erases who an account is of: its login and its credentials. Its id, which is all that the log
  /// has of them, belongs to nobody then, for ever.
  ///
  /// @param account their account
  /// @return whether there was anything to erase
  Future<Boolean> erase(AccountId account);
}
