package dev.ninestep.app.bench;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// One grant, refreshed again and again by one client that waits for each answer.
final class Line {

  private final Caller caller;
  private final String client;
  private volatile JsonObject tokens;

  /// @param tokens what the token endpoint answered last
  Line(Caller caller, String client, JsonObject tokens) {
    this.caller = caller;
    this.client = client;
    this.tokens = tokens;
  }

  /// The access token it got last.
  String accessToken() {
    return tokens.getString("access_token");
  }

  /// Ends the grant, at the server it came from.
  Future<Reply> revoke() {
    return caller
        .form(
            "/revoke",
            Map.of(),
            Map.of("client_id", client, "token", tokens.getString("refresh_token")))
        .map(Caller::requireOk);
  }

  /// Refreshes once. Fails when the answer is anything but new tokens: a benchmark of refusals
  /// would be worth nothing.
  Future<Reply> refresh() {
    return caller
        .form(
            "/token",
            Map.of(),
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                client,
                "refresh_token",
                tokens.getString("refresh_token")))
        .map(this::kept);
  }

  private Reply kept(Reply reply) {
    if (reply.status() != 200) {
      throw new IllegalStateException("refresh answered " + reply.status() + ": " + reply.body());
    }
    tokens = new JsonObject(reply.body());
    return reply;
  }
}
