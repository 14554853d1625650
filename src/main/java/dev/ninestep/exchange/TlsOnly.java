package dev.ninestep.exchange;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/// Turns away what came to an https issuer over http, where a trusted proxy says that it did. A
/// person who opens a page is led to the same page over https; everybody else is refused, lest a
/// client sends its tokens in the clear for ever and never hears of it.
///
/// @param proxies whose word is taken for it
/// @param refusals renders what is refused
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-15#section-1.5 OAuth 2.1 §1.5
public record TlsOnly(TrustedProxies proxies, Refusals refusals)
    implements Handler<RoutingContext> {

  private static final int FOR_GOOD = 308;

  @Override
  public void handle(RoutingContext context) {
    var issuer = refusals.issuer();
    if (!issuer.isSecure() || !proxies.sayPlain(context.request())) {
      context.next();
    } else if (isOfAPerson(context)) {
      context
          .response()
          .setStatusCode(FOR_GOOD)
          .putHeader("Location", issuer.origin() + context.request().uri())
          .putHeader("Cache-Control", "no-store")
          .end();
    } else {
      var asked = Evidence.asked(context.request().method() + " " + context.request().path());
      refusals.any(context, Failures.stepOf(context), new Refused(Refusal.TLS_REQUIRED, asked));
    }
  }

  /// A target that is not a path would be read as part of the host.
  private static boolean isOfAPerson(RoutingContext context) {
    var request = context.request();
    return request.method().equals(HttpMethod.GET)
        && Refusals.prefersPage(context)
        && request.uri().startsWith("/");
  }
}
