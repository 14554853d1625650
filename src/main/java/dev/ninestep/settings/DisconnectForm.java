package dev.ninestep.settings;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.FormOrigin;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.Step;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// `POST /settings/connected-apps/disconnect`: a form of the page comes back. It counts in the
/// session it was made for.
///
/// @param apps what is disconnected
/// @param sealed opens the form's nonce
/// @param origin tells our forms from those of other sites
/// @param refusals renders what is refused
record DisconnectForm(OwnApps apps, SealedValues sealed, FormOrigin origin, Refusals refusals) {

  void take(RoutingContext context, Session session) {
    Body.of(context).compose(body -> take(context, session, body)).onFailure(context::fail);
  }

  private Future<Void> take(RoutingContext context, Session session, Buffer body) {
    var sent =
        RequestParameters.isForm(context.request())
            ? RequestParameters.ofForm(body)
            : Optional.<Parameters>empty();
    var which = sent.flatMap(Which::of);
    if (sent.isEmpty() || which.isEmpty()) {
      return refuse(context, Refused.of(Refusal.REQUEST_MALFORMED, "body"));
    }
    var forged = forgery(context, session, sent.get());
    if (forged.isPresent()) {
      return refuse(context, Refused.of(Refusal.SETTINGS_FORGED, forged.get()));
    }
    return apps.disconnect(Exchange.of(context), session.account(), which.get())
        .compose(outcome ->
            switch (outcome) {
              case DISCONNECTED ->
                  context
                      .response()
                      .setStatusCode(303)
                      .putHeader("Location", ConnectedAppSettings.PAGE)
                      .end();
              case UNKNOWN -> refuse(context, Refused.of(Refusal.APP_NOT_CONNECTED));
              case UNSETTLED -> refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Optional<String> forgery(RoutingContext context, Session session, Parameters sent) {
    if (origin.isForeign(context)) {
      return Optional.of("another site sent the form");
    }
    return sent.get("nonce")
            .flatMap(sealed::openFormNonce)
            .filter(nonce -> nonce.session().equals(session.id()))
            .filter(nonce -> !apps.now().isAfter(nonce.expiresAt()))
            .isPresent()
        ? Optional.empty()
        : Optional.of("the form was not made for this session within the last hour");
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    refusals.page(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
