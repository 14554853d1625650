package dev.ninestep.step;

import dev.ninestep.event.Refusal;
import dev.ninestep.exchange.Pages;
import dev.ninestep.protocol.Step;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The troubleshooting page: everything that can go wrong, in the order of the nine steps, each
/// with its cause and its fix. It is what `service_documentation` names.
///
/// @param pages renders it
record TroubleshootingStep(Pages pages) implements Handler<RoutingContext> {

  private static final Map<Step, List<Refusal>> BY_STEP = byStep();

  private static Map<Step, List<Refusal>> byStep() {
    var found = new EnumMap<Step, List<Refusal>>(Step.class);
    Arrays.stream(Refusal.values())
        .forEach(each -> found.computeIfAbsent(each.step(), _ -> new ArrayList<>()).add(each));
    return found;
  }

  @Override
  public void handle(RoutingContext context) {
    pages.show(context, 200, "troubleshooting.jte", Map.of("refusals", BY_STEP));
  }
}
