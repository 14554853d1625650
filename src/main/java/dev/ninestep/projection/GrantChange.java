package dev.ninestep.projection;

import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Logged;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one batch has made of a grant so far.
///
/// @param flow the grant
/// @param state its state
/// @param opened the consent that opened it, if that is in the batch
/// @param openedAt the log's time of that
/// @param wonAt the log's time of the last presentation that won, if there is one in the batch
record GrantChange(
    FlowId flow,
    Grant state,
    @Nullable ConsentGranted opened,
    @Nullable Instant openedAt,
    @Nullable Instant wonAt) {

  /// The first change of a batch.
  static GrantChange first(Logged cause, FlowId flow, Grant before, Grant after) {
    return new GrantChange(flow, before, null, null, null).then(cause, after);
  }

  /// Adds a record that has changed the state.
  GrantChange then(Logged cause, Grant after) {
    if (after instanceof Grant.CodeOutstanding
        && cause instanceof Logged.Known(_, var at, var fact)
        && fact.event() instanceof ConsentGranted consent) {
      return new GrantChange(flow, after, consent, at, wonAt);
    }
    return new GrantChange(flow, after, opened, openedAt, wins(after) ? cause.at() : wonAt);
  }

  private boolean wins(Grant after) {
    return after instanceof Grant.Active now
        && !(state instanceof Grant.Active before && before.last().equals(now.last()));
  }
}
