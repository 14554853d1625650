package dev.ninestep.gateway;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// An answer that is a stream of events, on its way to the client.
///
/// @param response the client's
/// @param first the event it may begin with
/// @param silence since the last part
record EventStream(HttpServerResponse response, EndpointEvent first, Silence silence) {

  private static final String EVENTS = "text/event-stream";

  /// A stream of which nothing has passed yet.
  ///
  /// @param now of [System#nanoTime()]
  static EventStream of(HttpServerResponse response, EndpointEvent first, long now) {
    return new EventStream(response, first, new Silence(response, now));
  }

  /// Whether an answer is one. Events of which all are known beforehand pass like any other body,
  /// and so do those that are encoded, since nothing can be put between them.
  static boolean is(HttpClientResponse from) {
    return String.valueOf(from.getHeader(HttpHeaders.CONTENT_TYPE)).startsWith(EVENTS)
        && !from.headers().contains(HttpHeaders.CONTENT_LENGTH)
        && !from.headers().contains(HttpHeaders.CONTENT_ENCODING);
  }

  /// Passes it on, to its end.
  ///
  /// @param passed is run when the client has all of it
  void pass(HttpClientResponse from, Runnable passed) {
    from.handler(part -> {
      var passing = first.take(part);
      if (passing.length() > 0) {
        silence.broken(passing, System.nanoTime());
        Bodies.pass(passing, from, response);
      }
    });
    from.endHandler(_ -> response.end(first.rest()).onComplete(_ -> passed.run()));
  }
}
