package dev.ninestep.operator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// What a service of the operator's is told, which nobody on the way may keep.
final class Told {

  private Told() {}

  /// Answers, with the status that stands.
  static Future<Void> json(RoutingContext context, JsonObject what) {
    return context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(what.encodePrettily());
  }
}
