package dev.ninestep.settings;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.FormOrigin;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.projection.ConnectedApps;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.Step;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Connected apps: what a user has let in, and how they take it back.
///
/// `GET /settings/connected-apps` is the page, `POST /settings/connected-apps/disconnect` takes its
/// forms; `GET /settings/api/connected-apps` and `DELETE` there, with `grant`, `client_id` or
/// `everything=yes` in the query, are the same as JSON. Whose apps they are is said by the session
/// and nothing else.
public final class ConnectedAppSettings {

  static final String PAGE = "/settings/connected-apps";
  static final String DISCONNECT = PAGE + "/disconnect";
  private static final String API = "/settings/api/connected-apps";

  private final Function<RoutingContext, Optional<Session>> sessions;
  private final Refusals refusals;
  private final String signIn;
  private final AppsPage page;
  private final DisconnectForm form;
  private final AppsApi api;

  /// The settings of one issuer's users.
  ///
  /// @param sessions knows who is signed in at the browser a request comes from
  /// @param sealed seals and opens the forms
  /// @param ledger knows how grants stand
  /// @param recorder ends them
  /// @param refusals renders what is refused
  /// @param apps lists them
  /// @param meanings what scopes allow, in words
  /// @param currency what costs are shown in
  /// @param signIn where users sign in on their way here
  public ConnectedAppSettings(
      Function<RoutingContext, Optional<Session>> sessions,
      SealedValues sealed,
      Ledger ledger,
      Recorder<Aggregate> recorder,
      Refusals refusals,
      ConnectedApps apps,
      Map<String, String> meanings,
      String currency,
      String signIn) {
    var own = new OwnApps(apps, ledger, recorder);
    var origin = new FormOrigin(refusals.issuer());
    this.sessions = sessions;
    this.refusals = refusals;
    this.signIn = signIn;
    this.page = new AppsPage(own, sealed, meanings, currency, refusals);
    this.form = new DisconnectForm(own, sealed, origin, refusals);
    this.api = new AppsApi(own, origin, refusals, currency);
  }

  /// Adds the routes.
  ///
  /// @param router one that begins exchanges and renders failures
  public void mount(Router router) {
    router.get(PAGE).handler(signedIn(page::show, this::leadToSignIn));
    router.route(PAGE).handler(refusals.otherMethods(Step.CALL, "GET"));
    router.post(DISCONNECT).handler(signedIn(form::take, this::leadToSignIn));
    router.route(DISCONNECT).handler(refusals.otherMethods(Step.CALL, "POST"));
    router.get(API).handler(signedIn(api::list, this::refuse));
    router.delete(API).handler(signedIn(api::disconnect, this::refuse));
    router.route(API).handler(refusals.otherMethods(Step.CALL, "GET, DELETE"));
  }

  private Handler<RoutingContext> signedIn(
      BiConsumer<RoutingContext, Session> then, Handler<RoutingContext> otherwise) {
    return context ->
        sessions
            .apply(context)
            .ifPresentOrElse(
                session -> then.accept(context, session), () -> otherwise.handle(context));
  }

  private void leadToSignIn(RoutingContext context) {
    context.response().setStatusCode(303).putHeader("Location", signIn).end();
  }

  private void refuse(RoutingContext context) {
    refusals.json(context, Step.CALL, Refused.of(Refusal.SETTINGS_SIGNED_OUT));
  }
}
