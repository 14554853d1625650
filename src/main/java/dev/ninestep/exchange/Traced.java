package dev.ninestep.exchange;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.MultiMap;
import java.util.Optional;

/// What the span of a request says of its exchange, where the process is traced and the request is
/// one of those that are recorded. Elsewhere all of this does nothing.
public final class Traced {

  private static final int SERVER_ERROR = 500;

  private Traced() {}

  /// Takes a caller's trace out of what goes to an upstream, where this process puts its own there.
  ///
  /// @param headers what goes to the upstream
  public static void replaceIn(MultiMap headers) {
    if (Span.current().getSpanContext().isValid()) {
      headers.remove("traceparent").remove("tracestate");
    }
  }

  /// An answer begins.
  static void answered(Exchange exchange, int status) {
    var span = Span.current();
    if (span.isRecording()) {
      span.setAttribute("ninestep.correlation_id", exchange.flow().toString());
      span.setAttribute("ninestep.step", exchange.step());
      if (status >= SERVER_ERROR) {
        span.setStatus(StatusCode.ERROR);
      }
    }
  }

  /// Something happened in an exchange.
  static void happened(Event event) {
    var span = Span.current();
    if (span.isRecording()) {
      span.addEvent(event.getClass().getSimpleName());
      switch (event) {
        case StepRefused e -> refused(span, e.refusal());
        case CallRefused e -> refused(span, e.refusal());
        case Event _ -> {
          // Nothing was refused.
        }
      }
    }
  }

  private static void refused(Span span, Refusal refusal) {
    span.setAttribute("ninestep.refusal", refusal.slug());
  }

  /// The trace of this process's own, in the form of a `traceparent`, if it is recorded.
  static Optional<String> traceparent() {
    return Optional.of(Span.current().getSpanContext())
        .filter(SpanContext::isSampled)
        .map(own ->
            "00-%s-%s-%s"
                .formatted(own.getTraceId(), own.getSpanId(), own.getTraceFlags().asHex()));
  }
}
