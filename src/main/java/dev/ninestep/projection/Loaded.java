package dev.ninestep.projection;

import java.time.Duration;

/// What a ledger was restored from.
///
/// @param grants how many grants
/// @param clients how many clients
/// @param accounts how many accounts that were ever suspended or closed
/// @param took how long that took
public record Loaded(long grants, long clients, long accounts, Duration took) {

  /// All rows.
  ///
  /// @return grants, clients and accounts
  public long rows() {
    return grants + clients + accounts;
  }
}
