package dev.ninestep.app.bench;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// Answers every POST with 1 KiB of JSON, and every GET with a stream of events that say when they
/// were sent, by the clock all processes of a machine share.
///
/// @param vertx whose event loop serves
record PlainMcpServer(Vertx vertx) implements Handler<HttpServerRequest> {

  /// How long an event is after the one before it, in milliseconds.
  static final int BETWEEN_EVENTS = 20;

  private static final Buffer ANSWER =
      Buffer.buffer(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}}"
              .formatted("a".repeat(948)));
  private static final String FILLING = " " + "b".repeat(256);

  @Override
  public void handle(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.GET)) {
      stream(request);
    } else {
      request.endHandler(
          _ -> request.response().putHeader("Content-Type", "application/json").end(ANSWER));
    }
  }

  private void stream(HttpServerRequest request) {
    var response =
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.writeHead();
    var timer =
        vertx.setPeriodic(
            BETWEEN_EVENTS, _ -> response.write("data: " + System.nanoTime() + FILLING + "\n\n"));
    response.closeHandler(_ -> vertx.cancelTimer(timer));
  }
}
