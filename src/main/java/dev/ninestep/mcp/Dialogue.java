package dev.ninestep.mcp;

import dev.ninestep.event.Refusal;
import dev.ninestep.projection.Projection;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests, in either era.
///
/// @param tools what may be called
record Dialogue(Toolbox tools) {

  private static final Logger LOG = LoggerFactory.getLogger(Dialogue.class);

  /// How long a client may keep a list: tools change only when the program does.
  private static final int FIVE_MINUTES_IN_MILLIS = 300_000;

  /// Answers a request; never fails.
  Future<Outcome> answer(UpstreamCaller caller, Message.Request request, Era era) {
    return switch (era) {
      case Era.Modern _ -> modern(caller, request).map(Dialogue::dressed);
      case Era.Legacy _ -> legacy(caller, request);
      case Era.None(var error) -> failed(error);
    };
  }

  private Future<Outcome> modern(UpstreamCaller caller, Message.Request request) {
    return switch (request.method()) {
      case "server/discover" -> result(cacheable(discovered()));
      case "tools/list" -> list(request, cacheable(listed(caller)));
      case "tools/call" -> call(caller, request.params());
      default -> failed(RpcError.methodNotFound(hint(request.method()), true));
    };
  }

  private Future<Outcome> legacy(UpstreamCaller caller, Message.Request request) {
    return switch (request.method()) {
      case "initialize" -> result(initialized(request.params()));
      case "ping" -> result(new JsonObject());
      case "tools/list" -> list(request, listed(caller));
      case "tools/call" -> call(caller, request.params());
      default -> failed(RpcError.methodNotFound(request.method(), false));
    };
  }

  /// A client of the earlier era has no other way to learn what is spoken here.
  private static String hint(String method) {
    return method.equals("initialize")
        ? method + "; this server speaks " + ProtocolVersion.supported().encode()
        : method;
  }

  /// The revision asked for if it is spoken, else the latest of that era.
  private static JsonObject initialized(JsonObject params) {
    var version =
        Optional.ofNullable(params.getValue("protocolVersion"))
            .flatMap(asked -> ProtocolVersion.parse(asked.toString()))
            .filter(asked -> !asked.isModern())
            .orElse(ProtocolVersion.LATEST_LEGACY);
    return new JsonObject()
        .put("protocolVersion", version.toString())
        .put("capabilities", ServerInfo.capabilities())
        .put("serverInfo", ServerInfo.implementation())
        .put("instructions", ServerInfo.INSTRUCTIONS);
  }

  private static JsonObject discovered() {
    return new JsonObject()
        .put("supportedVersions", ProtocolVersion.supported())
        .put("capabilities", ServerInfo.capabilities())
        .put("instructions", ServerInfo.INSTRUCTIONS);
  }

  private JsonObject listed(UpstreamCaller caller) {
    return new JsonObject().put("tools", tools.list(caller.scope()));
  }

  /// All tools fit on one page, so no cursor was ever given out.
  private static Future<Outcome> list(Message.Request request, JsonObject listed) {
    return request.params().containsKey("cursor")
        ? failed(RpcError.invalidParams("Unknown cursor"))
        : result(listed);
  }

  /// Calls the tool that `name` names with `arguments`.
  Future<Outcome> call(UpstreamCaller caller, JsonObject params) {
    if (!(params.getValue("name") instanceof String name)) {
      return failed(RpcError.invalidParams("name must be a string"));
    }
    var arguments = params.containsKey("arguments") ? params.getValue("arguments") : Map.of();
    return switch (arguments) {
      case JsonObject named -> call(caller, name, named);
      case Map<?, ?> none when none.isEmpty() -> call(caller, name, new JsonObject());
      case null, default -> failed(RpcError.invalidParams("arguments must be an object"));
    };
  }

  private Future<Outcome> call(UpstreamCaller caller, String name, JsonObject arguments) {
    return tools
        .call(caller, name, arguments)
        .map(called ->
            called
                .<Outcome>map(result -> new Outcome.Result(result.json()))
                .otherwise(failure -> broken(name, caller, failure)))
        .orElseGet(() -> failed(RpcError.invalidParams("Unknown tool: " + name)));
  }

  private static Outcome broken(String name, UpstreamCaller caller, Throwable failure) {
    if (Projection.isAway(failure)) {
      LOG.atWarn()
          .addKeyValue("correlation_id", caller.flow())
          .log("the database is away for tool {}: {}", name, failure.toString());
      var refusal = Refusal.DATABASE_UNAVAILABLE;
      return new Outcome.Result(
          ToolResult.wrong(refusal.description() + " " + refusal.fix()).json());
    }
    LOG.atError()
        .addKeyValue("correlation_id", caller.flow())
        .setCause(failure)
        .log("tool {} failed", name);
    return new Outcome.Failed(RpcError.internal());
  }

  /// What one caller may see is not for another, so no cache may share it.
  private static JsonObject cacheable(JsonObject result) {
    return result.put("ttlMs", FIVE_MINUTES_IN_MILLIS).put("cacheScope", "private");
  }

  /// What every modern result carries.
  private static Outcome dressed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Result(var members) ->
          new Outcome.Result(
              members
                  .put("resultType", "complete")
                  .put(
                      "_meta",
                      new JsonObject()
                          .put("io.modelcontextprotocol/serverInfo", ServerInfo.implementation())));
      case Outcome.Failed failed -> failed;
    };
  }

  private static Future<Outcome> result(JsonObject members) {
    return Future.succeededFuture(new Outcome.Result(members));
  }

  private static Future<Outcome> failed(RpcError error) {
    return Future.succeededFuture(new Outcome.Failed(error));
  }
}
