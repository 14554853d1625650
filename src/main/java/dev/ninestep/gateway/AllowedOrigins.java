package dev.ninestep.gateway;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;

/// Turns away pages of origins that are not on the list, preflights included. A request without
/// Origin does not come from a page.
///
/// Where any origin may call, a page is still turned away that takes this server for its own: its
/// origin is the host it asked for, and that is neither the resource's nor this machine's. A name
/// of somebody else's leads here then, as in DNS rebinding.
///
/// @param allowed the origins that may call, or `*`
/// @param resource what is called, whose host's pages are its own
/// @param refusedCalls answers the others
/// @spec
///   https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#security--endpoint
///   MCP Streamable HTTP, Security
record AllowedOrigins(Set<String> allowed, ResourceUri resource, RefusedCalls refusedCalls) {

  /// Answers a request that comes from elsewhere.
  ///
  /// @return whether it did
  boolean turnsAway(RoutingContext context) {
    var origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null || mayCall(origin, context.request())) {
      return false;
    }
    refusedCalls.refuse(context, new Refused(Refusal.ORIGIN_NOT_ALLOWED, Evidence.asked(origin)));
    return true;
  }

  private boolean mayCall(String origin, HttpServerRequest request) {
    return allowed.contains(GatewaySettings.ANY_ORIGIN)
        ? !isRebound(origin, request)
        : allowed.contains(origin);
  }

  private boolean isRebound(String origin, HttpServerRequest request) {
    var asked = String.valueOf(request.authority());
    return origin.endsWith("://" + asked)
        && !asked.equalsIgnoreCase(URI.create(resource.toString()).getRawAuthority())
        && RedirectUri.parse(origin).filter(RedirectUri::isLoopback).isEmpty();
  }
}
