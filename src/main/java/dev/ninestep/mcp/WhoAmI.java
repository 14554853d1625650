package dev.ninestep.mcp;

import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/// Tells a caller who it is here.
record WhoAmI() implements Tool {

  @Override
  public String name() {
    return "whoami";
  }

  @Override
  public String title() {
    return "Who am I";
  }

  @Override
  public String description() {
    return "Tells on whose behalf this connection calls: the account, the client_id, the scope of"
        + " the token, and the flow, which is the reference to give to support.";
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
    return Future.succeededFuture(
        ToolResult.of(
            """
            account: %s
            client_id: %s
            scope: %s
            reference: %s\
            """
                .formatted(caller.account(), caller.client(), caller.scope(), caller.flow()),
            new JsonObject()
                .put("account", caller.account().toString())
                .put("client_id", caller.client().value())
                .put("scope", caller.scope().toString())
                .put("flow", caller.flow().toString())));
  }
}
