package dev.ninestep.acceptance;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/// An MCP server with a stream of events that begins at once, and never ends.
final class StreamingMcpServer implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    var response = request.response();
    if (request.method().equals(HttpMethod.GET)) {
      response.putHeader("Content-Type", "text/event-stream").setChunked(true).write(": here\n\n");
      return;
    }
    request
        .body()
        .onSuccess(body -> {
          var answer =
              new JsonObject()
                  .put("jsonrpc", "2.0")
                  .put("id", new JsonObject(body).getValue("id"))
                  .put("result", new JsonObject());
          response
              .putHeader("Content-Type", "text/event-stream")
              .end("event: message\ndata: " + answer.encode() + "\n\n");
        });
  }
}
