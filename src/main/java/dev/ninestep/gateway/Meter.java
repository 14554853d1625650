package dev.ninestep.gateway;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Heading;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes which calls were let through: the first one of each token at once, the others counted,
/// per grant and second. Each call is in exactly one fact.
///
/// One meter belongs to one event loop; the lock is there for who closes it, and otherwise free.
final class Meter {

  /// What was counted within one second.
  record Second(long epochSecond, Map<FlowId, Count> counts) {}

  /// What was counted of one grant, under the heading of its first call.
  static final class Count {
    private final Heading heading;
    private final AccessToken token;
    private long calls;
    private Amount cost = Amount.ZERO;

    private Count(Heading heading, AccessToken token) {
      this.heading = heading;
      this.token = token;
    }
  }

  private static final int LONGEST_CALL = 200;

  private final Recorder<?> recorder;
  private final ResourceUri resource;
  private final boolean countsLaterCalls;
  private final InstantSource clock;
  private Second running = new Second(Long.MIN_VALUE, new HashMap<>());
  private List<Second> over = new ArrayList<>();

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
    turn(second());
    var count =
        running.counts.computeIfAbsent(token.flow(), _ -> new Count(Heading.of(exchange), token));
    count.calls++;
    count.cost = count.cost.plus(cost).orElse(Amount.MOST);
  }

  private long second() {
    return Math.floorDiv(clock.millis(), 1_000L);
  }

  /// A clock that is set back is no reason to write a grant's second twice.
  private void turn(long second) {
    if (second > running.epochSecond) {
      end(second);
    }
  }

  private void end(long next) {
    if (!running.counts.isEmpty()) {
      over.add(running);
    }
    running = new Second(next, new HashMap<>());
  }

  /// The seconds that are over, each told once, for [#write].
  synchronized List<Second> over() {
    turn(second());
    return taken();
  }

  /// Everything, the second that is running included, for [#write].
  synchronized List<Second> all() {
    end(running.epochSecond);
    return taken();
  }

  private List<Second> taken() {
    var taken = over;
    if (!taken.isEmpty()) {
      over = new ArrayList<>();
    }
    return taken;
  }

  /// Writes what was counted. Any thread.
  ///
  /// @return nothing, for who waits for it
  @Nullable Void write(List<Second> seconds) {
    for (var second : seconds) {
      var start = Instant.ofEpochSecond(second.epochSecond);
      second.counts.values().forEach(count -> write(start, count));
    }
    return null;
  }

  private void write(Instant second, Count count) {
    recorder.tell(
        count.heading,
        new CallsMetered(
            count.token.client(),
            count.token.account(),
            resource,
            second,
            count.calls,
            count.cost));
  }

  /// The tool or method, as the headers of the 2026-07-28 revision name it.
  private static Optional<String> named(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("Mcp-Name"))
        .or(() -> Optional.ofNullable(request.getHeader("Mcp-Method")))
        .map(name -> name.replaceAll("[^\\x20-\\x7e]", "?"))
        .map(name -> name.substring(0, Math.min(name.length(), LONGEST_CALL)));
  }
}
