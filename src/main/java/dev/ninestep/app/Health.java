package dev.ninestep.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// What an orchestrator asks: is this process alive, and should it get requests?
final class Health {

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  /// One thing that must be well before requests are sent here.
  ///
  /// @param name what it is
  /// @param trouble what is the matter with it, if anything is; quick
  record Part(String name, Supplier<Optional<String>> trouble) {}

  private final List<Part> parts;
  private final AtomicBoolean stopping = new AtomicBoolean();

  Health(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /// From now on requests should go elsewhere.
  void stopping() {
    stopping.set(true);
  }

  void mount(Router router) {
    router.get("/health/live").handler(context -> answer(context, OK, new JsonObject()));
    router.get("/health/ready").handler(this::ready);
  }

  private void ready(RoutingContext context) {
    var troubles = new JsonArray();
    if (stopping.get()) {
      troubles.add("stopping");
    }
    for (var part : parts) {
      part.trouble().get().ifPresent(trouble -> troubles.add(part.name() + ": " + trouble));
    }
    answer(
        context,
        troubles.isEmpty() ? OK : UNAVAILABLE,
        troubles.isEmpty() ? new JsonObject() : new JsonObject().put("waiting_for", troubles));
  }

  private static void answer(RoutingContext context, int status, JsonObject more) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(new JsonObject().put("ok", status == OK).mergeIn(more).toBuffer());
  }
}
