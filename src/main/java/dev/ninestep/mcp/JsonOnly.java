package dev.ninestep.mcp;

import dev.ninestep.exchange.RequestParameters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Turns away bodies that do not say they are JSON: a browser sends any other kind across origins
/// without asking first.
record JsonOnly() implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    var type = RequestParameters.mediaType(context.request()).orElse("nothing");
    if (type.equals("application/json")) {
      context.next();
      return;
    }
    var error = RpcError.unsupportedMediaType(type);
    context
        .response()
        .setStatusCode(error.status())
        .putHeader("Content-Type", "application/json")
        .end(error.json(Optional.empty()).toBuffer());
  }
}
