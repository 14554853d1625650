package dev.ninestep.account;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.protocol.Step;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// Makes the browser forget its session, at the request of a page of ours.
///
/// @param browser tells our pages from others
/// @param sessions ends the session
/// @param refusals renders what is refused
record SignOut(Browser browser, Sessions sessions, Refusals refusals)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    if (browser.speaksForAnother(context)) {
      var refused = Refused.of(Refusal.SIGN_IN_FORGED, "another site sent the form");
      refusals.page(context, Step.AUTHORIZATION, refused);
      return;
    }
    sessions.end(context);
    refusals.pages().show(context, 200, "signed-out.jte", Map.of());
  }
}
