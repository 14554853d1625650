package dev.ninestep.projection;

import dev.ninestep.event.Logged;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one batch has made of a grant so far.
///
/// @param flow the grant
/// @param state its state
/// @param opened what opened it, if that is in the batch
/// @param openedAt the log's time of that
/// @param wonAt the log's time of the last presentation that won, if there is one in the batch
record GrantChange(
    FlowId flow,
    Grant state,
    @Nullable Opening opened,
    @Nullable Instant openedAt,
    @Nullable Instant wonAt) {

  /// The first change of a batch.
  static GrantChange first(Logged cause, FlowId flow, Grant before, Grant after) {
    return new GrantChange(flow, before, null, null, null).then(cause, after);
  }

  /// Adds a record that has changed the state.
  GrantChange then(Logged cause, Grant after) {
    var at = wins(after) ? cause.at() : wonAt;
    return opening(cause, after)
        .map(opening -> new GrantChange(flow, after, opening, cause.at(), at))
        .orElseGet(() -> new GrantChange(flow, after, opened, openedAt, at));
  }

  private static Optional<Opening> opening(Logged cause, Grant after) {
    var opens = after instanceof Grant.CodeOutstanding || after instanceof Grant.AccessOnly;
    return opens && cause instanceof Logged.Known(_, _, var fact)
        ? Opening.by(fact.event())
        : Optional.empty();
  }

  private boolean wins(Grant after) {
    return after instanceof Grant.AccessOnly
        || (after instanceof Grant.Active now
            && !(state instanceof Grant.Active before && before.last().equals(now.last())));
  }
}
