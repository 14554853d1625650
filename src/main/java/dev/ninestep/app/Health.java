package dev.ninestep.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What an orchestrator asks: is this process alive, and should it get requests?
final class Health {

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  /// One thing that may not be well.
  ///
  /// @param name what it is
  /// @param trouble what is the matter with it, if anything is; quick
  record Part(String name, Supplier<Optional<String>> trouble) {}

  private volatile List<Part> parts = List.of();
  private volatile List<Part> notices = List.of();

  /// What keeps requests away, whatever else is well; empty while nothing does.
  private volatile Optional<String> phase = Optional.of("starting");

  /// A process that starts cannot go on before something is there.
  ///
  /// @param what it waits for
  void waitsFor(String what) {
    phase = Optional.of("starting: " + what);
  }

  /// From now on requests may come.
  ///
  /// @param wanted what must be well for that
  /// @param noticed what only has to be known about when it is not well
  void started(List<Part> wanted, List<Part> noticed) {
    parts = List.copyOf(wanted);
    notices = List.copyOf(noticed);
    phase = Optional.empty();
  }

  /// From now on requests should go elsewhere.
  void stopping() {
    phase = Optional.of("stopping");
  }

  void mount(Router router) {
    router.get("/health/live").handler(context -> answer(context, OK, new JsonObject()));
    router.get("/health/ready").handler(this::ready);
  }

  private void ready(RoutingContext context) {
    var troubles = troubles(parts);
    phase.ifPresent(troubles::add);
    var more = new JsonObject();
    if (!troubles.isEmpty()) {
      more.put("waiting_for", troubles);
    }
    var warnings = troubles(notices);
    if (!warnings.isEmpty()) {
      more.put("warnings", warnings);
    }
    answer(context, troubles.isEmpty() ? OK : UNAVAILABLE, more);
  }

  private static JsonArray troubles(List<Part> parts) {
    var troubles = new JsonArray();
    for (var part : parts) {
      part.trouble().get().ifPresent(trouble -> troubles.add(part.name() + ": " + trouble));
    }
    return troubles;
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
