package dev.ninestep.account;

import dev.ninestep.projection.PasswordHash;
import java.util.Optional;

/// What a check of a password found.
sealed interface Verdict {

  /// It is the right one.
  ///
  /// @param better its hash at today's cost, when the stored one was made at another
  record Right(Optional<PasswordHash> better) implements Verdict {}

  /// It is not, or there is nothing to check it against.
  record Wrong() implements Verdict {}
}
