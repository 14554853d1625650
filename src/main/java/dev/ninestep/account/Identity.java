package dev.ninestep.account;

import dev.ninestep.projection.StoredAccount;

/// Whose name and password were typed.
sealed interface Identity {

  /// An account's.
  ///
  /// @param account the account
  record Proven(StoredAccount account) implements Identity {}

  /// Nobody's: there is no such name, or the password is another.
  record Unproven() implements Identity {}

  /// The database is away, so nobody can tell.
  record Unknowable() implements Identity {}
}
