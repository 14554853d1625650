package dev.ninestep.mcp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// What the server says about itself.
final class ServerInfo {

  static final String INSTRUCTIONS =
      "Ninestep connects MCP clients to MCP servers with OAuth 2.1. Ask whoami for the account,"
          + " client and flow of this connection, list_connected_apps for every app the user has"
          + " let in, explain_error for the cause and the fix of an error message or code,"
          + " search_flows for the connection attempts of a client, trace_flow for the story of"
          + " one, and tail_flow for what happens next in it.";

  private ServerInfo() {}

  /// Name and version.
  static JsonObject implementation() {
    var version = ServerInfo.class.getPackage().getImplementationVersion();
    return new JsonObject()
        .put("name", "ninestep")
        .put("title", "Ninestep")
        .put("version", Optional.ofNullable(version).orElse("development"));
  }

  /// Tools that do not change while the server runs, and nothing else.
  static JsonObject capabilities() {
    return new JsonObject().put("tools", new JsonObject().put("listChanged", false));
  }

  /// The answer to a plain GET: all of it in one document.
  static JsonObject document(JsonArray tools) {
    return new JsonObject()
        .put("serverInfo", implementation())
        .put("protocolVersions", ProtocolVersion.supported())
        .put("capabilities", capabilities())
        .put("instructions", INSTRUCTIONS)
        .put("tools", tools);
  }
}
