package dev.ninestep.step;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What `error_uri` leads to: a refusal explained, with the reference of the flow it happened in.
/// Reading it is no step of any flow, and the reference proves nothing, so the log is not told.
///
/// @param refusals renders what is not there
/// @param pages renders the explanation
record ErrorPageStep(Refusals refusals, Pages pages) implements Handler<RoutingContext> {

  /// Where all of them are listed, below the path of the issuer.
  static final String ALL = "/errors";

  /// Where each of them is.
  static final String PATH = ALL + "/";

  private static final Map<String, Refusal> BY_SLUG =
      Arrays.stream(Refusal.values())
          .collect(Collectors.toUnmodifiableMap(Refusal::slug, Function.identity()));

  @Override
  public void handle(RoutingContext context) {
    var path = context.normalizedPath();
    var refusal =
        Optional.ofNullable(BY_SLUG.get(path.substring(path.indexOf(PATH) + PATH.length())));
    var reference =
        RequestParameters.ofQuery(context)
            .flatMap(parameters -> parameters.get("ref"))
            .flatMap(FlowId::parse)
            .map(FlowId::toString);
    if (refusal.isEmpty()) {
      var refused = new Refused(Refusal.NOT_FOUND, Evidence.asked(path));
      refusals.any(context, Step.METADATA, refused);
    } else if (Refusals.prefersPage(context)) {
      page(context, refusal.get(), reference);
    } else {
      json(context, refusal.get(), reference);
    }
  }

  private void page(RoutingContext context, Refusal refusal, Optional<String> reference) {
    pages.show(context, 200, "explanation.jte", Map.of("refusal", refusal, "reference", reference));
  }

  private static void json(RoutingContext context, Refusal refusal, Optional<String> reference) {
    var json = new JsonObject();
    refusal.error().ifPresent(code -> json.put("error", code));
    json.put("error_description", refusal.description())
        .put("cause", refusal.cause())
        .put("fix", refusal.fix())
        .put("specification", refusal.specification());
    reference.ifPresent(flow -> json.put("reference", flow));
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(json.toBuffer());
  }
}
