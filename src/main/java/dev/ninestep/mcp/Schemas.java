package dev.ninestep.mcp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// The input schemas of the built-in tools.
final class Schemas {

  private Schemas() {}

  /// No arguments.
  static JsonObject none() {
    return new JsonObject().put("type", "object").put("additionalProperties", false);
  }

  /// One text that must be given.
  static JsonObject text(String name, int longest, String description) {
    return none()
        .put(
            "properties",
            new JsonObject()
                .put(
                    name,
                    new JsonObject()
                        .put("type", "string")
                        .put("minLength", 1)
                        .put("maxLength", longest)
                        .put("description", description)))
        .put("required", new JsonArray().add(name));
  }
}
