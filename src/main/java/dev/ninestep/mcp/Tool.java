package dev.ninestep.mcp;

import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/// Something a model may ask for. Tools here only read.
///
/// @spec https://modelcontextprotocol.io/specification/2026-07-28/server/tools MCP Tools
public interface Tool {

  /// What it is called by.
  ///
  /// @return 1 to 128 ASCII letters, digits, underscores, hyphens or dots; unique in the server
  String name();

  /// What people see.
  ///
  /// @return a few words
  String title();

  /// What a model reads to decide whether to call it.
  ///
  /// @return a few sentences
  String description();

  /// What its arguments look like.
  ///
  /// @return a JSON Schema (2020-12) of type object
  JsonObject inputSchema();

  /// What a caller's token must allow. Callers it does not allow do not see the tool.
  ///
  /// @return the scope, [Scope#NONE] when a token is enough
  Scope scope();

  /// Calls it.
  ///
  /// @param caller who asks
  /// @param arguments fit the schema
  /// @return what came of it; what the caller did wrong is a result too. Fails only when something
  ///   of ours is broken
  Future<ToolResult> call(UpstreamCaller caller, JsonObject arguments);
}
