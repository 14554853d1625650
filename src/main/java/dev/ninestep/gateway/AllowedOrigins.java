package dev.ninestep.gateway;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// Turns away pages of origins that are not on the list, preflights included. A request without
/// Origin does not come from a page.
///
/// @param allowed the origins that may call, or `*`
/// @param refusedCalls answers the others
/// @spec
///   https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#security--endpoint
///   MCP Streamable HTTP, Security
record AllowedOrigins(Set<String> allowed, RefusedCalls refusedCalls)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    var origin = context.request().getHeader("Origin");
    if (origin == null
        || allowed.contains(GatewaySettings.ANY_ORIGIN)
        || allowed.contains(origin)) {
      context.next();
    } else {
      refusedCalls.refuse(context, new Refused(Refusal.ORIGIN_NOT_ALLOWED, Evidence.asked(origin)));
    }
  }
}
