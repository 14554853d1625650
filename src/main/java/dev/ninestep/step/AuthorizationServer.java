package dev.ninestep.step;

import dev.ninestep.exchange.CrossOrigin;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.Sparingly;
import dev.ninestep.protocol.Step;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// Steps 0 to 5, ready to be mounted.
public final class AuthorizationServer {

  private final Settings settings;
  private final Collaborators with;

  /// An authorization server.
  ///
  /// @param settings what the operator decided
  /// @param with whom it works with
  public AuthorizationServer(Settings settings, Collaborators with) {
    this.settings = settings;
    this.with = with;
  }

  /// Mounts the endpoints. `Exchanges` and `Failures` must be there already. Everything under a
  /// well-known path of the issuer, the prefix or a resource is answered here, with 404 if need be,
  /// so a handler for other well-known paths, and the gateway, come after. The busiest endpoint is
  /// mounted first, since a router asks its routes in turn.
  ///
  /// @param router the router
  public void mount(Router router) {
    mountTokens(router);
    mountForScripts(router, "/revoke", Step.CALL, new RevokeStep(settings, with));
    mountForScripts(router, "/introspect", Step.CALL, new IntrospectStep(settings, with));
    mountRegistration(router);
    new Discovery(settings, with.refusals(), with.tokens()::jwks).mount(router);
    mountForScripts(router, PushStep.PATH, Step.AUTHORIZATION, new PushStep(settings, with));
    var authorize = new AuthorizeStep(settings, with);
    for (var path : settings.paths("/authorize")) {
      mountForBrowsers(router, path, Step.AUTHORIZATION, authorize, authorize);
    }
    mountForBrowsers(
        router,
        settings.path("/consent"),
        Step.CONSENT,
        new ConsentPageStep(settings, with),
        new ConsentStep(settings, with));
    router
        .get(settings.issuerPath() + ErrorPageStep.ALL)
        .handler(new TroubleshootingStep(with.pages()));
    // Not a path parameter: matching one makes Vert.x read the query, and fail at a malformed one.
    router
        .get(settings.issuerPath() + ErrorPageStep.PATH + "*")
        .handler(new ErrorPageStep(with.refusals(), with.pages()));
  }

  private void mountTokens(Router router) {
    var leaked = new LeakedTokens(with);
    var token = new TokenStep(settings, with);
    for (var path : settings.paths(TokenStep.PATH)) {
      router.route(path).handler(leaked);
      mountForScriptsAt(router, path, Step.TOKEN, token);
    }
  }

  private void mountRegistration(Router router) {
    var register = new RegisterStep(settings, with, new Sparingly());
    for (var path : settings.paths("/register")) {
      mountForScriptsAt(router, path, Step.REGISTRATION, register);
    }
    var manage = new RegistrationStep(register, new Clients(with), with);
    var allowed = "GET, PUT, DELETE, OPTIONS";
    var path = settings.path(RegistrationInformation.MANAGEMENT) + "*";
    router.route(path).handler(new CrossOrigin(allowed));
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.PUT)
        .method(HttpMethod.DELETE)
        .handler(manage);
    router.route(path).handler(refusals().otherMethods(Step.REGISTRATION, allowed));
  }

  private void mountForScripts(
      Router router, String endpoint, Step step, Handler<RoutingContext> post) {
    mountForScriptsAt(router, settings.path(endpoint), step, post);
  }

  private void mountForScriptsAt(
      Router router, String path, Step step, Handler<RoutingContext> post) {
    var allowed = "POST, OPTIONS";
    router.route(path).handler(new CrossOrigin(allowed));
    router.post(path).handler(post);
    router.route(path).handler(refusals().otherMethods(step, allowed));
  }

  /// HEAD is not among them: it must change nothing, and GET does.
  private void mountForBrowsers(
      Router router,
      String path,
      Step step,
      Handler<RoutingContext> get,
      Handler<RoutingContext> post) {
    router.route(HttpMethod.GET, path).handler(get);
    router.route(HttpMethod.POST, path).handler(post);
    router.route(path).handler(refusals().otherMethods(step, "GET, POST"));
  }

  private Refusals refusals() {
    return with.refusals();
  }
}
