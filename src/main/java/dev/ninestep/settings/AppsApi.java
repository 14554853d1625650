package dev.ninestep.settings;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.FormOrigin;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/// The same for programs in the user's browser: `GET` and `DELETE` on
/// `/settings/api/connected-apps`. What is to be deleted is named in the query as in the form.
/// Browsers let no other site send a `DELETE` without asking first, and nobody here says yes.
///
/// @param apps what is listed and disconnected
/// @param origin tells our own pages from other sites, for browsers that say so
/// @param refusals renders what is refused
/// @param currency what costs are shown in
record AppsApi(OwnApps apps, FormOrigin origin, Refusals refusals, String currency) {

  void list(RoutingContext context, Session session) {
    apps.of(session.account())
        .compose(all -> {
          var list = new JsonArray();
          all.forEach(app -> list.add(json(app, apps.now())));
          return context
              .response()
              .putHeader("Content-Type", "application/json")
              .putHeader("Cache-Control", "no-store")
              .end(new JsonObject().put("apps", list).encodePrettily());
        })
        .onFailure(context::fail);
  }

  private JsonObject json(ConnectedApp app, Instant now) {
    var calls = new JsonObject();
    app.calls().forEach((day, count) -> calls.put(day.toString(), count));
    var json =
        new JsonObject()
            .put("grant", app.grant().toString())
            .put("client_id", app.client().value())
            .put("scope", app.scope().toString())
            .put("resource", app.resource().value())
            .put("status", app.status(now))
            .put("active", app.isActive(now))
            .put("connected_at", app.connectedAt().toString())
            .put("last_used_at", app.lastUsedAt().toString())
            .put("calls", calls);
    if (app.cost().isPositive()) {
      var costs = new JsonObject();
      app.costs().forEach((day, cost) -> costs.put(day.toString(), cost.toString()));
      json.put("cost", costs).put("currency", currency);
    }
    app.name().ifPresent(name -> json.put("client_name", name));
    app.host().ifPresent(host -> json.put("host", host));
    app.endsAt().ifPresent(end -> json.put("expires_at", end.toString()));
    return json;
  }

  void disconnect(RoutingContext context, Session session) {
    if (origin.isForeign(context)) {
      refuse(context, Refused.of(Refusal.SETTINGS_FORGED, "another site sent the request"));
      return;
    }
    RequestParameters.ofQuery(context)
        .flatMap(Which::of)
        .map(which -> disconnect(context, session, which))
        .orElseGet(() -> refuse(context, Refused.of(Refusal.REQUEST_MALFORMED, "query")))
        .onFailure(context::fail);
  }

  private Future<Void> disconnect(RoutingContext context, Session session, Which which) {
    return apps.disconnect(Exchange.of(context), session.account(), which)
        .compose(outcome ->
            switch (outcome) {
              case DISCONNECTED -> context.response().setStatusCode(204).end();
              case UNKNOWN -> refuse(context, Refused.of(Refusal.APP_NOT_CONNECTED));
              case UNSETTLED -> refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    refusals.json(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
