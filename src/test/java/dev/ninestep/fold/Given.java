package dev.ninestep.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Event;
import java.time.Instant;

/// One line of a transition table: `given(STATE).when(FACT, AT).becomes(STATE)`.
///
/// @param before the state before
record Given(Grant before) {

  static Given given(Grant before) {
    return new Given(before);
  }

  When when(Event event, Instant at) {
    return new When(before, event, at);
  }

  /// A state and what happens to it.
  ///
  /// @param before the state before
  /// @param event the fact
  /// @param at the log's time of it
  record When(Grant before, Event event, Instant at) {

    void becomes(Grant after) {
      assertThat(before.evolve(event, at)).isEqualTo(after);
    }

    void changesNothing() {
      becomes(before);
    }
  }
}
