package dev.ninestep.event;

/// How an answer was lost.
public enum DeliveryFailure {
  /// The log did not show the fact within the budget, so 503 was answered.
  DEADLINE_PASSED,
  /// The connection was closed before the answer was written.
  CONNECTION_CLOSED
}
