package dev.ninestep.gateway;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Steps 0 and 6 to 9 on the MCP URL: every method, every path below it.
///
/// @param tokens the tokens this pod has verified
/// @param lane what the event loop has to itself
record CallStep(KnownTokens tokens, Lane lane) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    var request = context.request().pause();
    switch (BearerCredentials.of(request)) {
      case BearerCredentials.Absent _ -> lane.refusedCalls().challenge(context);
      case BearerCredentials.OtherScheme(var scheme) ->
          lane.refusedCalls().refuse(context, asked(Refusal.TOKEN_MISSING, scheme));
      case BearerCredentials.Unusable(var refused) -> lane.refusedCalls().refuse(context, refused);
      case BearerCredentials.Sent(var token) -> look(context, token);
    }
  }

  private void look(RoutingContext context, String token) {
    switch (tokens.look(token)) {
      case KnownTokens.Look.Unknown(var refused) -> lane.refusedCalls().refuse(context, refused);
      case KnownTokens.Look.Known(var known) -> admit(context, known);
    }
  }

  private void admit(RoutingContext context, KnownToken known) {
    var exchange = Exchange.of(context);
    exchange.join(known.token().flow());
    exchange.isAbout(known.token().client());
    lane.admission()
        .decide(known.token())
        .onSuccess(broken ->
            broken.ifPresentOrElse(
                refused -> refuse(context, known, refused), () -> forward(context, known)));
  }

  private void forward(RoutingContext context, KnownToken known) {
    var request = context.request();
    var length = RequestBody.announced(request);
    if (length > lane.settings().longestBody()) {
      refuse(context, known, Refused.of(Refusal.BODY_TOO_LARGE, length + " bytes"));
      return;
    }
    var path = Optional.ofNullable(request.path()).orElse("");
    var query = Optional.ofNullable(request.query());
    ForwardedPath.target(path, query, lane.settings().path(), lane.upstream().path())
        .ifPresentOrElse(
            target -> new Forwarding(context, known, lane).start(target),
            () -> refuse(context, known, asked(Refusal.REQUEST_MALFORMED, path)));
  }

  private void refuse(RoutingContext context, KnownToken known, Refused refused) {
    lane.refusedCalls().refuse(context, refused, Optional.of(known.token()));
  }

  private static Refused asked(Refusal refusal, String what) {
    return new Refused(refusal, Evidence.asked(what));
  }
}
