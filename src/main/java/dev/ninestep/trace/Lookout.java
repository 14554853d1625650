package dev.ninestep.trace;

import static java.util.Objects.requireNonNull;

import dev.ninestep.projection.FlowIndex;
import dev.ninestep.protocol.FlowId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks, minute by minute, at the flows that have gone quiet, and counts what did not happen in
/// them. Nobody has to ask for a story to learn that flows end without a word.
///
/// A flow is looked at once each time it goes quiet, when no symptom can still become one. What
/// went quiet before the first look, or while another pod looked, is not counted here.
public final class Lookout {

  /// Longer than any symptom takes to be one.
  private static final Duration QUIET = Duration.ofMinutes(11);

  /// After an outage nobody wants all of it at once.
  private static final Duration MOST_AT_ONCE = Duration.ofMinutes(5);

  private static final int MOST_A_MINUTE = 500;

  private final FlowIndex index;
  private final Stories stories;
  private final Counter flows;
  private final Map<Symptom, Counter> findings = new EnumMap<>(Symptom.class);
  private Optional<Instant> next = Optional.empty();
  private boolean isLooking;

  /// A lookout.
  ///
  /// @param index where flows are found
  /// @param registry takes the counters
  public Lookout(FlowIndex index, MeterRegistry registry) {
    this.index = index;
    this.stories = new Stories(index);
    this.flows =
        Counter.builder("ninestep.findings.flows")
            .description("Flows that went quiet and were looked at")
            .register(registry);
    for (var symptom : Symptom.values()) {
      findings.put(
          symptom,
          Counter.builder("ninestep.findings")
              .description("Flows that went quiet, and what had not happened in them")
              .tag("symptom", symptom.slug())
              .register(registry));
    }
  }

  /// Somebody else looks for now.
  public void rest() {
    next = Optional.empty();
  }

  /// Looks at the minutes that have become due. To be called more than once a minute, on one event
  /// loop.
  ///
  /// @return when it has; failed when the database is away, and then they are due again
  public Future<Void> look() {
    if (isLooking) {
      return Future.succeededFuture();
    }
    isLooking = true;
    return index
        .wholeUntil()
        .compose(whole -> whole.map(this::look).orElse(Future.succeededFuture()))
        .eventually(() -> {
          isLooking = false;
          return Future.succeededFuture();
        });
  }

  /// Looks at the minutes that are due when nothing before a moment is missing in the index.
  Future<Void> look(Instant whole) {
    var until = whole.minus(QUIET).truncatedTo(ChronoUnit.MINUTES);
    var due = next.orElse(until);
    var from = due.isBefore(until.minus(MOST_AT_ONCE)) ? until.minus(MOST_AT_ONCE) : due;
    next = Optional.of(from);
    if (!from.isBefore(until)) {
      return Future.succeededFuture();
    }
    var end = from.plus(1, ChronoUnit.MINUTES);
    return index
        .quietened(from, end, MOST_A_MINUTE)
        .compose(quiet -> symptoms(quiet, whole))
        .compose(found -> {
          count(found);
          next = next.map(_ -> end);
          return look(whole);
        });
  }

  /// One after the other, for they are nobody's hurry.
  private Future<List<List<Symptom>>> symptoms(List<FlowId> quiet, Instant now) {
    var all = Future.succeededFuture((List<List<Symptom>>) new ArrayList<List<Symptom>>());
    for (var flow : quiet) {
      all =
          all.compose(found ->
              stories
                  .of(flow, now)
                  .map(story -> {
                    found.add(story.map(Story::symptoms).orElse(List.of()));
                    return found;
                  }));
    }
    return all;
  }

  private void count(List<List<Symptom>> found) {
    flows.increment(found.size());
    found.stream()
        .flatMap(List::stream)
        .forEach(symptom -> requireNonNull(findings.get(symptom)).increment());
  }
}
