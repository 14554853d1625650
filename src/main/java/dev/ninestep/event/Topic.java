package dev.ninestep.event;

/// The two streams of the log.
public enum Topic {
  /// What decides: every fact of registration, authorization, tokens and revocation.
  FLOW,
  /// What was called: gateway traffic.
  CALLS
}
