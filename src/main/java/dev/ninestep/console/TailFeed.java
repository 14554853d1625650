package dev.ninestep.console;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import dev.ninestep.trace.Entrance;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/// Opens live tails: `GET /support/api/tail?client_id=&flow=&account=&step=&refusal=`. `since`, or
/// the header `Last-Event-ID`, goes on behind an event.
///
/// @param tails those of this pod
/// @param entrance writes down who watches
record TailFeed(Tails tails, Entrance entrance) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    var parameters = RequestParameters.ofQuery(context).orElseGet(() -> new Parameters(Map.of()));
    switch (Watch.of(parameters)) {
      case Watch.Read.Malformed(var why) ->
          entrance
              .refusals()
              .jsonInDetail(context, Step.CALL, Refused.of(Refusal.SEARCH_MALFORMED, why));
      case Watch.Read.Understood(var watch) -> open(context, watch, parameters.get("since"));
    }
  }

  private void open(RoutingContext context, Watch watch, Optional<String> since) {
    if (!tails.enter(Entrance.viewer(context))) {
      entrance.refusals().json(context, Step.CALL, Refused.of(Refusal.TAILS_TOO_MANY));
      return;
    }
    entrance.viewed(context, ViewedThrough.TAIL, watch.flow());
    var last = Optional.ofNullable(context.request().getHeader("Last-Event-ID"));
    new OpenTail(context, tails, entrance, watch).begin(last.or(() -> since));
  }
}
