package dev.ninestep.mcp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// What came of a tool call.
///
/// @param text for the model to read
/// @param structured the same for programs, if there is more to it than text
/// @param isError whether the call was wrong; the text then says how to do better
public record ToolResult(String text, Optional<JsonObject> structured, boolean isError) {

  /// A result for reading and for programs.
  ///
  /// @param text for the model to read
  /// @param structured the same for programs
  /// @return the result
  public static ToolResult of(String text, JsonObject structured) {
    return new ToolResult(text, Optional.of(structured), false);
  }

  /// A call that was wrong.
  ///
  /// @param text what is wrong with it, and how to do better
  /// @return the result
  public static ToolResult wrong(String text) {
    return new ToolResult(text, Optional.empty(), true);
  }

  /// The members of a `CallToolResult`.
  JsonObject json() {
    var content = new JsonArray().add(new JsonObject().put("type", "text").put("text", text));
    var json = new JsonObject().put("content", content);
    structured.ifPresent(value -> json.put("structuredContent", value));
    return json.put("isError", isError);
  }
}
