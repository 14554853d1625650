package dev.ninestep.mcp;

import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/// The server for people with curl: what it can do, and a tool call without JSON-RPC around it.
///
/// @param tools what may be called
/// @param dialogue calls it
record PlainEndpoint(Toolbox tools, Dialogue dialogue) {

  private static final int BAD_REQUEST = 400;

  /// Answers what the server can do. Clients of the earlier era ask here for a stream of events,
  /// which this server has no use for; they take a 405 for no.
  void document(RoutingContext context, UpstreamCaller caller) {
    var accept = Optional.ofNullable(context.request().getHeader("Accept")).orElse("*/*");
    if (accept.contains("text/event-stream")) {
      notAllowed(context, "This server has no stream of events");
    } else {
      send(context, 200, ServerInfo.document(tools.list(caller.scope())));
    }
  }

  /// Says that a method is not one of this URL's.
  void notAllowed(RoutingContext context, String why) {
    context.response().putHeader("Allow", "GET, HEAD, POST");
    var error = RpcError.methodNotAllowed(why);
    send(context, error.status(), error.json(Optional.empty()));
  }

  /// Takes `{"name": …, "arguments": {…}}` and answers the result alone.
  void call(RoutingContext context, UpstreamCaller caller) {
    body(context)
        .map(params -> dialogue.call(caller, params))
        .orElseGet(() -> Future.succeededFuture(new Outcome.Failed(RpcError.NOT_JSON)))
        .onSuccess(outcome -> {
          switch (outcome) {
            case Outcome.Result(var members) -> send(context, 200, members);
            case Outcome.Failed(var error) ->
                send(context, BAD_REQUEST, error.json(Optional.empty()));
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static Optional<JsonObject> body(RoutingContext context) {
    return StrictJson.read(context.body())
        .filter(Map.class::isInstance)
        .map(json -> new JsonObject((Map<String, Object>) json));
  }

  private static void send(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }
}
