package dev.ninestep.mcp;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Map;

/// One JSON-RPC message, as a client may send it.
///
/// @spec https://modelcontextprotocol.io/specification/2026-07-28/basic#messages MCP Messages
sealed interface Message {

  /// A request: it has an answer.
  ///
  /// @param id a text or whole number, given back as it came
  /// @param method what is asked for
  /// @param params what with; empty when there were none
  record Request(Object id, String method, JsonObject params) implements Message {}

  /// A notification: it has none.
  ///
  /// @param method what happened
  record Notification(String method) implements Message {}

  /// An answer to a question this server never asks.
  record Reply() implements Message {}

  /// None of these.
  ///
  /// @param why what is wrong with it
  record Malformed(String why) implements Message {}

  /// Reads a message from what [StrictJson] gave.
  static Message of(Object json) {
    if (!(json instanceof Map<?, ?> members)) {
      return new Malformed("a message is a JSON object");
    }
    if (!"2.0".equals(members.get("jsonrpc"))) {
      return new Malformed("jsonrpc must be \"2.0\"");
    }
    var params = members.containsKey("params") ? members.get("params") : Map.of();
    if (!(params instanceof Map<?, ?> named)) {
      return new Malformed("params must be an object");
    }
    if (members.get("method") instanceof String method) {
      return members.containsKey("id")
          ? request(members.get("id"), method, object(named))
          : new Notification(method);
    }
    return members.containsKey("result") || members.containsKey("error")
        ? new Reply()
        : new Malformed("method must be a string");
  }

  private static Message request(Object id, String method, JsonObject params) {
    return switch (id) {
      case String text -> new Request(text, method, params);
      case Integer number -> new Request(number, method, params);
      case Long number -> new Request(number, method, params);
      case BigInteger number -> new Request(number, method, params);
      case null, default -> new Malformed("id must be a string or a whole number");
    };
  }

  @SuppressWarnings("unchecked")
  private static JsonObject object(Map<?, ?> members) {
    return new JsonObject((Map<String, Object>) members);
  }
}
