package dev.ninestep.mcp;

import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.token.UpstreamIdentity;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/// Tells who calls, from the header the gateway signs; whoever comes without one did not come
/// through the gateway and gets 401, whatever else the request says.
///
/// @param identity verifies the header
/// @param url the URL this server goes by
/// @param clock tells how old a header is
record Callers(UpstreamIdentity identity, URI url, InstantSource clock)
    implements Handler<RoutingContext> {

  private static final String HERE = Callers.class.getName();
  private static final int UNAUTHORIZED = 401;

  @Override
  public void handle(RoutingContext context) {
    Optional.ofNullable(context.request().getHeader(UpstreamIdentity.HEADER))
        .flatMap(text -> identity.verify(text, url, clock.instant()))
        .ifPresentOrElse(
            caller -> {
              context.put(HERE, caller);
              context.next();
            },
            () -> context.response().setStatusCode(UNAUTHORIZED).end());
  }

  /// Who calls.
  static UpstreamCaller of(RoutingContext context) {
    return Objects.requireNonNull(context.<UpstreamCaller>get(HERE), "Callers is mounted first");
  }
}
