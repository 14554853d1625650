package dev.ninestep.gateway;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Heading;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes which calls were let through: the first one of each token at once, the others counted,
/// per grant and second, and written some seconds at a time. Each call is in exactly one fact.
///
/// A grant that calls all the time is written once in ten seconds, in a second of its own, so that
/// a busy pod neither writes a fact for nearly every call nor all of them at once.
///
/// One meter belongs to one event loop; the lock is there for who closes it, and otherwise free.
final class Meter {

  private static final int LONGEST_CALL = 200;
  private static final int SPAN = 10;

  private final Recorder<?> recorder;
  private final ResourceUri resource;
  private final boolean countsLaterCalls;
  private final InstantSource clock;

  /// By the second of ten in which they are written.
  private final List<Map<FlowId, Tally>> running =
      Stream.generate(() -> (Map<FlowId, Tally>) new HashMap<FlowId, Tally>())
          .limit(SPAN)
          .collect(Collectors.toList());

  private long second = Long.MIN_VALUE;
  private List<Tally> over = new ArrayList<>();

  Meter(Recorder<?> recorder, ResourceUri resource, boolean countsLaterCalls, InstantSource clock) {
    this.recorder = recorder;
    this.resource = resource;
    this.countsLaterCalls = countsLaterCalls;
    this.clock = clock;
  }

  /// A call has been let through.
  ///
  /// @param cost what it cost
  void letThrough(Exchange exchange, KnownToken known, HttpServerRequest request, Amount cost) {
    var token = known.token();
    if (known.isFirstCall()) {
      recorder.tell(
          exchange,
          new CallAdmitted(
              token.client(),
              token.account(),
              resource,
              token.id(),
              request.method().name(),
              named(request),
              Optional.of(cost).filter(Amount::isPositive),
              exchange.caller()));
    } else if (countsLaterCalls) {
      count(exchange, token, cost);
    }
  }

  private synchronized void count(Exchange exchange, AccessToken token, Amount cost) {
    turn();
    running
        .get(Math.floorMod(token.flow().hashCode(), SPAN))
        .computeIfAbsent(token.flow(), _ -> new Tally(Heading.of(exchange), token, second))
        .add(second, cost);
  }

  /// A clock that is set back is no reason to count a grant's second twice.
  private void turn() {
    var now = Math.floorDiv(clock.millis(), 1_000L);
    for (var next = Math.max(second, now - SPAN) + 1; next <= now; next++) {
      end(Math.floorMod(next, SPAN));
    }
    second = Math.max(second, now);
  }

  private void end(int place) {
    var counted = running.get(place);
    if (!counted.isEmpty()) {
      over.addAll(counted.values());
      running.set(place, new HashMap<>());
    }
  }

  /// What is to be written now, each tally told once, for [#write].
  synchronized List<Tally> over() {
    turn();
    return taken();
  }

  /// Everything, for [#write].
  synchronized List<Tally> all() {
    IntStream.range(0, SPAN).forEach(this::end);
    return taken();
  }

  private List<Tally> taken() {
    var taken = over;
    if (!taken.isEmpty()) {
      over = new ArrayList<>();
    }
    return taken;
  }

  /// Writes what was counted. Any thread.
  ///
  /// @return nothing, for who waits for it
  @Nullable Void write(List<Tally> tallies) {
    tallies.forEach(tally -> recorder.tell(tally.heading(), tally.event(resource)));
    return null;
  }

  /// The tool or method, as the headers of the 2026-07-28 revision name it.
  private static Optional<String> named(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("Mcp-Name"))
        .or(() -> Optional.ofNullable(request.getHeader("Mcp-Method")))
        .map(name -> name.replaceAll("[^\\x20-\\x7e]", "?"))
        .map(name -> name.substring(0, Math.min(name.length(), LONGEST_CALL)));
  }
}
