package dev.ninestep.mcp;

import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tools of the server, sorted by name, each with the check of its arguments.
final class Toolbox {

  private record Checked(Tool tool, ArgumentCheck check) {}

  private final Map<String, Checked> tools = new TreeMap<>();

  /// @throws IllegalArgumentException when two tools have one name
  Toolbox(List<Tool> all) {
    for (var tool : all) {
      var other = tools.put(tool.name(), new Checked(tool, new ArgumentCheck(tool)));
      if (other != null) {
        throw new IllegalArgumentException("two tools are called " + tool.name());
      }
    }
  }

  /// The tools a scope allows, as `tools/list` shows them.
  JsonArray list(Scope scope) {
    var list = new JsonArray();
    tools.values().stream()
        .map(Checked::tool)
        .filter(tool -> scope.covers(tool.scope()))
        .map(Toolbox::shown)
        .forEach(list::add);
    return list;
  }

  private static JsonObject shown(Tool tool) {
    return new JsonObject()
        .put("name", tool.name())
        .put("title", tool.title())
        .put("description", tool.description())
        .put("inputSchema", tool.inputSchema())
        .put("annotations", new JsonObject().put("readOnlyHint", true).put("openWorldHint", false));
  }

  /// Calls a tool.
  ///
  /// @return what came of it, or empty when there is no such tool
  Optional<Future<ToolResult>> call(UpstreamCaller caller, String name, JsonObject arguments) {
    return Optional.ofNullable(tools.get(name)).map(found -> call(caller, found, arguments));
  }

  /// A missing scope is a result, not a 403: the gateway would take that for itself, and a client
  /// for a reason to register again.
  private static Future<ToolResult> call(
      UpstreamCaller caller, Checked found, JsonObject arguments) {
    var needed = found.tool.scope();
    if (!caller.scope().covers(needed)) {
      return Future.succeededFuture(
          ToolResult.wrong(
              "This tool needs the scope %s; the token has %s. Connect again and ask for it."
                  .formatted(needed, caller.scope())));
    }
    return found
        .check
        .wrong(arguments)
        .map(wrong -> Future.succeededFuture(ToolResult.wrong(wrong)))
        .orElseGet(() -> found.tool.call(caller, arguments));
  }
}
