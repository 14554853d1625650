package dev.ninestep.settings;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.ninestep.exchange.Refusals;
import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.protocol.FormNonce;
import dev.ninestep.protocol.Session;
import dev.ninestep.token.SealedValues;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// `GET /settings/connected-apps`: the apps of whoever is signed in, those of one client together,
/// and those that are connected no more with the reason.
///
/// @param apps what is shown
/// @param sealed seals the forms
/// @param meanings what scopes allow, in words
/// @param currency what costs are shown in
/// @param refusals renders what is refused
record AppsPage(
    OwnApps apps,
    SealedValues sealed,
    Map<String, String> meanings,
    String currency,
    Refusals refusals) {

  private static final Duration OPEN_FOR = Duration.ofHours(1);

  void show(RoutingContext context, Session session) {
    apps.of(session.account())
        .onSuccess(all -> show(context, session, all))
        .onFailure(context::fail);
  }

  private void show(RoutingContext context, Session session, List<ConnectedApp> all) {
    var now = apps.now();
    var nonce = sealed.seal(new FormNonce(session.id(), now.plus(OPEN_FOR)));
    var active =
        views(all, app -> app.isActive(now), now).stream()
            .collect(groupingBy(AppView::client, LinkedHashMap::new, toList()));
    refusals
        .pages()
        .show(
            context,
            200,
            "connected-apps.jte",
            Map.of(
                "active",
                active,
                "ended",
                views(all, app -> !app.isActive(now), now),
                "nonce",
                nonce,
                "action",
                ConnectedAppSettings.DISCONNECT));
  }

  private List<AppView> views(List<ConnectedApp> all, Predicate<ConnectedApp> which, Instant now) {
    return all.stream().filter(which).map(app -> AppView.of(app, meanings, currency, now)).toList();
  }
}
