package dev.ninestep.step;

import dev.ninestep.decision.RequestAuthorization;
import dev.ninestep.decision.RequestAuthorization.Result;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.exchange.SeeOther;
import dev.ninestep.fold.Client;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import dev.ninestep.step.AuthorizingClients.Found;
import dev.ninestep.step.ClientAnswers.Return;
import dev.ninestep.step.PushedRequests.Arrived;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Step 3: a browser arrives with an authorization request. A valid one is told to the log and sent
/// on, sealed, to sign-in or straight to consent; the flow of this exchange is the flow of the
/// authorization.
///
/// @param settings what the operator decided
/// @param with whom it works with
/// @param clients finds clients
/// @param browser reads the session
/// @param pushed opens what clients handed in
/// @param answers tells clients
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1 RFC 6749 §4.1.1
record AuthorizeStep(
    Settings settings,
    Collaborators with,
    AuthorizingClients clients,
    Browser browser,
    PushedRequests pushed,
    ClientAnswers answers)
    implements Handler<RoutingContext> {

  private static final Duration MAY_PEND_FOR = Duration.ofHours(1);

  AuthorizeStep(Settings settings, Collaborators with) {
    this(
        settings,
        with,
        new AuthorizingClients(with),
        new Browser(settings.issuer(), with),
        new PushedRequests(with),
        new ClientAnswers(settings, with));
  }

  @Override
  public void handle(RoutingContext context) {
    parse(context)
        .compose(sent ->
            sent.map(parameters -> arrive(context, parameters))
                .orElseGet(() -> refuse(context, Refused.of(Refusal.REQUEST_MALFORMED))))
        .onFailure(context::fail);
  }

  /// The parameters of the query, or of the form when there is no query: two readers could take two
  /// requests out of both.
  private static Future<Optional<Parameters>> parse(RoutingContext context) {
    var request = context.request();
    if (request.method().equals(HttpMethod.GET)) {
      return Future.succeededFuture(RequestParameters.ofQuery(context));
    }
    var isOneForm = RequestParameters.isForm(request) && request.query() == null;
    return Body.of(context)
        .map(body -> isOneForm ? RequestParameters.ofForm(body) : Optional.empty());
  }

  private Future<Void> arrive(RoutingContext context, Parameters brought) {
    return switch (pushed.arrived(context, brought)) {
      case Arrived.Asking(var parameters) -> decide(context, parameters);
      case Arrived.Unusable(var refused) -> refuse(context, refused);
    };
  }

  private Future<Void> decide(RoutingContext context, Parameters parameters) {
    var named = RequestAuthorization.clientOf(parameters);
    named.ifPresent(Exchange.of(context)::isAbout);
    return clients
        .find(context, named)
        .compose(found ->
            switch (found) {
              case Found.Known(var client) -> decide(context, parameters, client);
              case Found.Unknowable(var refused) -> refuse(context, refused);
            });
  }

  private Future<Void> decide(RoutingContext context, Parameters parameters, Client client) {
    var caller = Exchange.of(context).caller();
    var command =
        new RequestAuthorization(
            parameters, client, settings.redirects(), settings.resources(), caller);
    return switch (command.decide()) {
      case Result.OnPage(var refused) -> refuse(context, refused);
      case Result.ByRedirect(var refused, var to, var state) -> {
        var id = Exchange.of(context).client().orElseThrow();
        answers.refuse(context, Step.AUTHORIZATION, refused, new Return(id, to, state));
        yield Future.succeededFuture();
      }
      case Result.Accepted accepted -> append(context, accepted);
    };
  }

  private Future<Void> append(RoutingContext context, Result.Accepted accepted) {
    return with.recorder()
        .ask(Exchange.of(context), accepted.event(), (_, at) -> at)
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Instant>(var at) -> {
                new Clients(with).isSeen(Exchange.of(context), accepted.event().client());
                yield answer(context, pending(context, accepted, at));
              }
              case Answer.Unsettled<Instant> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private static AuthorizationRequest pending(
      RoutingContext context, Result.Accepted accepted, Instant at) {
    var event = accepted.event();
    return new AuthorizationRequest(
        Exchange.of(context).flow(),
        event.client(),
        event.redirectUri(),
        accepted.state(),
        event.challenge(),
        event.scope(),
        event.resource(),
        accepted.interaction().apply(at),
        at.plus(MAY_PEND_FOR),
        accepted.key());
  }

  private Future<Void> answer(RoutingContext context, AuthorizationRequest request) {
    var interaction = request.interaction();
    var isSignedIn = browser.standingSession(context).filter(interaction::accepts).isPresent();
    if (interaction.silent() && !isSignedIn) {
      answers.refuseSilently(context, Refused.of(Refusal.LOGIN_REQUIRED), Return.of(request));
    } else {
      var next = isSignedIn ? "/consent" : "/sign-in";
      SeeOther.send(context, settings.url(next) + "?request=" + with.sealed().seal(request));
    }
    return Future.succeededFuture();
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().page(context, Step.AUTHORIZATION, refused);
    return Future.succeededFuture();
  }
}
