package dev.ninestep.event;

/// How an answer was lost.
public enum DeliveryFailure {
  /// The log did not show the fact within the budget, so 503 was answered.
  DEADLINE_PASSED,
  /// The connection was closed before the answer was written.
  CONNECTION_CLOSED,
  /// The answer could not be made: a defect of this program, so 500 was answered.
  ANSWER_NOT_MADE,
  /// What was presented could not be checked, since the database was away: 503 was answered.
  NOT_CHECKED
}
