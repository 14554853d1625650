package dev.ninestep.app.bench;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// One grant, refreshed again and again by one client that waits for each answer.
final class Line {

  private final Caller caller;
  private final String client;
  private volatile String refreshToken;

  Line(Caller caller, String client, String refreshToken) {
    this.caller = caller;
    this.client = client;
    this.refreshToken = refreshToken;
  }

  /// Refreshes once. Fails when the answer is anything but new tokens: a benchmark of refusals
  /// would be worth nothing.
  Future<Reply> refresh() {
    return caller
        .form(
            "/token",
            Map.of(),
            Map.of(
                "grant_type", "refresh_token", "client_id", client, "refresh_token", refreshToken))
        .map(this::kept);
  }

  private Reply kept(Reply reply) {
    if (reply.status() != 200) {
      throw new IllegalStateException("refresh answered " + reply.status() + ": " + reply.body());
    }
    refreshToken = new JsonObject(reply.body()).getString("refresh_token");
    return reply;
  }
}
