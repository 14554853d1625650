package dev.ninestep.mcp;

import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.projection.ConnectedApps;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/// Lists what a user has let in, as the page of connected apps does.
///
/// @param apps the apps of an account
/// @param clock tells which grants have lapsed
record ListConnectedApps(ConnectedApps apps, InstantSource clock) implements Tool {

  @Override
  public String name() {
    return "list_connected_apps";
  }

  @Override
  public String title() {
    return "List connected apps";
  }

  @Override
  public String description() {
    return "Lists the apps this account has connected: name, client_id, scope, status, when each"
        + " was connected and last used, and how many calls it made in the last 7 days. An"
        + " app that was disconnected says why.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schemas.object();
  }

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  @Override
  public Future<ToolResult> call(UpstreamCaller caller, JsonObject arguments) {
    return apps.of(caller.account()).map(found -> result(found, clock.instant()));
  }

  private static ToolResult result(List<ConnectedApp> apps, Instant now) {
    var list = new JsonArray();
    apps.forEach(app -> list.add(json(app, now)));
    var text = apps.stream().map(app -> line(app, now)).collect(Collectors.joining("\n"));
    return ToolResult.of(
        apps.isEmpty() ? "No app is connected." : text, new JsonObject().put("apps", list));
  }

  private static JsonObject json(ConnectedApp app, Instant now) {
    var json =
        new JsonObject()
            .put("client_id", app.client().value())
            .put("scope", app.scope().toString())
            .put("resource", app.resource().value())
            .put("status", app.status(now))
            .put("connected_at", app.connectedAt().toString())
            .put("last_used_at", app.lastUsedAt().toString())
            .put("calls_in_7_days", calls(app))
            .put("flow", app.grant().toString());
    app.name().ifPresent(name -> json.put("name", name));
    app.host().ifPresent(host -> json.put("host", host));
    return json;
  }

  private static String line(ConnectedApp app, Instant now) {
    return "%s: %s, connected %s, last used %s, %d calls in 7 days"
        .formatted(
            app.name().orElse(app.client().value()),
            app.status(now),
            app.connectedAt(),
            app.lastUsedAt(),
            calls(app));
  }

  private static long calls(ConnectedApp app) {
    return app.calls().values().stream().mapToLong(Long::longValue).sum();
  }
}
