package dev.ninestep.projection;

import dev.ninestep.fold.Account;
import dev.ninestep.protocol.AccountId;
import java.time.Instant;

/// A standing that has changed.
///
/// @param account the account
/// @param standing its standing now
/// @param since the log's time of the change
record AccountChange(AccountId account, Account standing, Instant since) {}
