package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Waits for what happens next in a flow, by looking again every second. Only so many may wait at a
/// time; the others are answered at once with what there is.
public final class FlowTail {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int MOST_WAITING = 20;
  private static final int MOST_EVENTS = 100;

  private final FlowIndex index;
  private final Pause pause;
  private final AtomicInteger waiting = new AtomicInteger();

  /// A tail.
  ///
  /// @param index where flows are found
  /// @param pause lets time pass between two looks at a flow
  public FlowTail(FlowIndex index, Pause pause) {
    this.index = index;
    this.pause = pause;
  }

  /// Follows a flow.
  ///
  /// @param flow the reference
  /// @param after what the reader has seen, as an earlier answer put it; all there is, unless given
  /// @param seconds how long to wait at most
  /// @param reader for whom
  /// @return what has happened since, at most 100 events, and what to give as `after` the next time
  public Future<Answer> follow(String flow, Optional<String> after, int seconds, Reader reader) {
    var seen = after.flatMap(Seen::parse);
    if (after.isPresent() && seen.isEmpty()) {
      return turned(Refused.of(Refusal.SEARCH_MALFORMED, "after: not what an answer gave as next"));
    }
    return SearchParameters.flow(flow)
        .map(id -> follow(id, seen, seconds, reader))
        .orElseGet(() -> turned(Refused.of(Refusal.FLOW_UNKNOWN)));
  }

  private Future<Answer> follow(FlowId flow, Optional<Seen> after, int seconds, Reader reader) {
    return index
        .byFlow(flow)
        .compose(own -> {
          if (!reader.mayRead(own)) {
            return turned(Refused.of(Refusal.FLOW_UNKNOWN));
          }
          var seen = after.orElseGet(() -> Seen.of(own));
          var unseen = unseen(own, seen);
          return unseen.isEmpty() ? await(flow, seen, seconds) : given(flow, unseen, seen);
        });
  }

  private static Future<Answer> turned(Refused why) {
    return Future.succeededFuture(new Answer.Turned(why));
  }

  private Future<Answer> await(FlowId flow, Seen seen, int seconds) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return given(flow, List.of(), seen);
    }
    return lookAgain(flow, seen, seconds).onComplete(_ -> waiting.decrementAndGet());
  }

  private Future<Answer> lookAgain(FlowId flow, Seen seen, int seconds) {
    return seconds <= 0
        ? given(flow, List.of(), seen)
        : pause
            .of(BETWEEN_LOOKS)
            .compose(_ -> index.byFlow(flow))
            .compose(own -> {
              var unseen = unseen(own, seen);
              return unseen.isEmpty()
                  ? lookAgain(flow, seen, seconds - 1)
                  : given(flow, unseen, seen);
            });
  }

  private static List<Logged> unseen(List<Logged> own, Seen seen) {
    return own.stream().filter(record -> !seen.has(record)).limit(MOST_EVENTS).toList();
  }

  private static Future<Answer> given(FlowId flow, List<Logged> unseen, Seen before) {
    return Future.succeededFuture(EventLines.of(flow, unseen, before.and(unseen)));
  }
}
