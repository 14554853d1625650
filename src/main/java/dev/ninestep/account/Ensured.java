package dev.ninestep.account;

import dev.ninestep.protocol.AccountId;
import java.util.Optional;

/// What it took to have an account.
public sealed interface Ensured {

  /// The account.
  ///
  /// @return its id
  AccountId account();

  /// It was not there and was created.
  ///
  /// @param account the new account
  /// @param generated its password, to be printed once, when none was given
  record Created(AccountId account, Optional<GeneratedPassword> generated) implements Ensured {}

  /// It was there, and the password that was given is now its password.
  ///
  /// @param account the account
  record PasswordSet(AccountId account) implements Ensured {}

  /// It was there already, as wanted. Its role and, when none was given, its password are what they
  /// were.
  ///
  /// @param account the account
  record Unchanged(AccountId account) implements Ensured {}
}
