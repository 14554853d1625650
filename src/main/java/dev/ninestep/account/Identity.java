package dev.ninestep.account;

import dev.ninestep.fold.SignInAttempts.Hold;
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

  /// Nobody looked: there were too many before.
  ///
  /// @param hold what holds it
  record Held(Hold hold) implements Identity {}

  /// Nobody looked: the log is away, so it could not be counted.
  record Uncounted() implements Identity {}
}
