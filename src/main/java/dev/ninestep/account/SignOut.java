package dev.ninestep.account;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// Ends a session everywhere, and makes the browser forget it, at the request of a page of ours.
///
/// @param browser tells our pages from others
/// @param sessions ends the session
/// @param recorder writes that a user signed out
/// @param refusals renders what is refused
record SignOut(Browser browser, Sessions sessions, Recorder<Aggregate> recorder, Refusals refusals)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    if (browser.speaksForAnother(context)) {
      var refused = Refused.of(Refusal.SIGN_IN_FORGED, "another site sent the form");
      refusals.page(context, Step.AUTHORIZATION, refused);
      return;
    }
    var session = sessions.unused(context);
    sessions.end(context);
    session
        .map(ended -> tell(context, ended))
        .orElseGet(Future::succeededFuture)
        .onSuccess(_ -> show(context))
        .onFailure(context::fail);
  }

  /// The page is shown once this pod takes the session no more; if the log is away, the browser has
  /// at least forgotten it.
  private Future<?> tell(RoutingContext context, Session session) {
    var ended = new SessionEnded(session.account(), session.id(), session.endsAt());
    return recorder.ask(Exchange.of(context), ended, (_, at) -> at);
  }

  private void show(RoutingContext context) {
    refusals.pages().show(context, 200, "signed-out.jte", Map.of());
  }
}
