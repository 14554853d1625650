package dev.ninestep.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/// An upstream that answers nobody until it is released, and then everybody.
final class HeldUpstream implements Handler<HttpServerRequest> {

  private final List<HttpServerResponse> held = new ArrayList<>();
  private boolean isReleased;

  @Override
  public synchronized void handle(HttpServerRequest request) {
    held.add(request.response());
    if (isReleased) {
      request.response().end();
    }
  }

  /// How many calls have come.
  synchronized int calls() {
    return held.size();
  }

  synchronized void release() {
    isReleased = true;
    held.forEach(response -> {
      if (!response.ended()) {
        response.end();
      }
    });
  }
}
