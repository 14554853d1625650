package dev.ninestep.gateway;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Writes which calls were let through: the first one of each token at once, the others counted,
/// per grant and second. Each call is in exactly one fact.
///
/// One meter belongs to one event loop; the lock is there for the final flush, and otherwise free.
final class Meter {

  private record Second(FlowId flow, Instant start) {}

  /// What was counted within one second, in the envelope of its first call.
  private static final class Count {
    private final Exchange exchange;
    private final AccessToken token;
    private long calls;
    private Amount cost = Amount.ZERO;

    private Count(Exchange exchange, AccessToken token) {
      this.exchange = exchange;
      this.token = token;
    }
  }

  private static final int LONGEST_CALL = 200;

  private final Recorder<?> recorder;
  private final ResourceUri resource;
  private final boolean countsLaterCalls;
  private final InstantSource clock;
  private final Map<Second, Count> counts = new HashMap<>();

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
    var second = new Second(token.flow(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    var count = counts.computeIfAbsent(second, _ -> new Count(exchange, token));
    count.calls++;
    count.cost = count.cost.plus(cost).orElse(Amount.MOST);
  }

  /// Writes the seconds that are over.
  void flush() {
    flush(clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /// Writes everything, the second that is running included.
  void flushAll() {
    flush(Instant.MAX);
  }

  private synchronized void flush(Instant before) {
    counts
        .entrySet()
        .removeIf(entry -> {
          var isOver = entry.getKey().start.isBefore(before);
          if (isOver) {
            write(entry.getKey().start, entry.getValue());
          }
          return isOver;
        });
  }

  private void write(Instant second, Count count) {
    recorder.tell(
        count.exchange,
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
