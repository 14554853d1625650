package dev.ninestep.mcp;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// An error of the protocol, with the HTTP status it travels under.
///
/// @param status the HTTP status
/// @param code the JSON-RPC error code
/// @param message what is wrong, in one sentence
/// @param data more for programs
/// @spec https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes MCP Error Codes
record RpcError(int status, int code, String message, Optional<JsonObject> data) {

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  static final RpcError NOT_JSON =
      error(BAD_REQUEST, -32700, "The body is not JSON, or names a member twice");

  static RpcError invalidRequest(String why) {
    return error(BAD_REQUEST, -32600, why);
  }

  static RpcError unsupportedMediaType(String type) {
    return error(415, -32600, "The body must be application/json, not " + type);
  }

  static RpcError methodNotAllowed(String why) {
    return error(405, -32600, why);
  }

  /// Before 2026-07-28 a 404 says that a session is gone, so there the error travels under 200.
  static RpcError methodNotFound(String method, boolean isModern) {
    return error(isModern ? NOT_FOUND : OK, -32601, "Method not found: " + method);
  }

  /// What a method's own parameters lack.
  static RpcError invalidParams(String why) {
    return error(OK, -32602, why);
  }

  /// What the per-request metadata lacks.
  static RpcError invalidEnvelope(String why) {
    return error(BAD_REQUEST, -32602, why);
  }

  static RpcError internal() {
    return error(OK, -32603, "Something went wrong here; the correlation id names the log entry");
  }

  static RpcError headerMismatch(String why) {
    return error(BAD_REQUEST, -32020, "Header mismatch: " + why);
  }

  static RpcError unsupportedVersion(String requested) {
    return new RpcError(
        BAD_REQUEST,
        -32022,
        "Unsupported protocol version",
        Optional.of(
            new JsonObject()
                .put("supported", ProtocolVersion.supported())
                .put("requested", requested)));
  }

  private static RpcError error(int status, int code, String message) {
    return new RpcError(status, code, message, Optional.empty());
  }

  /// The error response, with the id of the request where one could be read.
  JsonObject json(Optional<Object> id) {
    var error = new JsonObject().put("code", code).put("message", message);
    data.ifPresent(value -> error.put("data", value));
    var json = new JsonObject().put("jsonrpc", "2.0");
    id.ifPresent(value -> json.put("id", value));
    return json.put("error", error);
  }
}
