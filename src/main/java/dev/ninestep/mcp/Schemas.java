package dev.ninestep.mcp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// The input schemas of the built-in tools.
final class Schemas {

  private Schemas() {}

  /// An object with no other members than its `properties` name; none, until it has some.
  ///
  /// @param required those that must be given
  static JsonObject object(String... required) {
    var json = new JsonObject().put("type", "object").put("additionalProperties", false);
    return required.length == 0 ? json : json.put("required", new JsonArray(List.of(required)));
  }

  /// A text that is not empty.
  static JsonObject text(int longest, String description) {
    return new JsonObject()
        .put("type", "string")
        .put("minLength", 1)
        .put("maxLength", longest)
        .put("description", description);
  }

  /// A whole number.
  static JsonObject number(int least, int most, String description) {
    return new JsonObject()
        .put("type", "integer")
        .put("minimum", least)
        .put("maximum", most)
        .put("description", description);
  }
}
