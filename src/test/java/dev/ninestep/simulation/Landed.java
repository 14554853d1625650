package dev.ninestep.simulation;

import dev.ninestep.event.CodePresented;
import dev.ninestep.event.Event;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AttemptId;
import java.time.Instant;
import java.util.Optional;

/// A record of the log, with the state of its aggregate on both sides of it. The states are what
/// the pure fold makes of the whole log up to here: the truth, whatever any pod believes.
///
/// @param logged the record
/// @param before the state right before it
/// @param after the state right after it
/// @param held what is remembered from then on: the state after it, or one that has lapsed and that
///   nothing has taken the place of
record Landed(Logged.Known logged, Aggregate before, Aggregate after, Aggregate held) {

  /// A code or refresh token that was presented.
  ///
  /// @param attempt which attempt it was
  /// @param generation what was presented: 0 for the code
  /// @param voidAfter when it ceased to count
  record Presented(AttemptId attempt, int generation, Instant voidAfter) {}

  Event event() {
    return logged.fact().event();
  }

  Instant at() {
    return logged.at();
  }

  int partition() {
    return logged.position().partition();
  }

  long offset() {
    return logged.position().offset();
  }

  Grant grantAfter() {
    return (Grant) after;
  }

  /// Whether anything may still come of the grant after this record.
  boolean leavesHope() {
    return after instanceof Grant.Active || after instanceof Grant.CodeOutstanding;
  }

  Optional<Presented> presented() {
    return presented(event());
  }

  static Optional<Presented> presented(Event event) {
    if (event instanceof CodePresented e) {
      return Optional.of(new Presented(e.attempt(), 0, e.voidAfter()));
    }
    return event instanceof RefreshPresented e
        ? Optional.of(new Presented(e.attempt(), e.generation(), e.voidAfter()))
        : Optional.empty();
  }

  /// Whether the presentation of this record won, by the state it left behind.
  boolean won() {
    return after instanceof Grant.Active s
        && !after.equals(before)
        && presented().filter(p -> p.attempt().equals(s.last().attempt())).isPresent();
  }

  boolean isRevocation() {
    return after instanceof Grant.Revoked && !(before instanceof Grant.Revoked);
  }
}
