package dev.ninestep.step;

import dev.ninestep.decision.ClientCredentials;
import dev.ninestep.decision.RequestAuthorization;
import dev.ninestep.decision.RequestAuthorization.Result;
import dev.ninestep.event.AuthorizationPushed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Client;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.PushedRequest;
import dev.ninestep.protocol.Step;
import dev.ninestep.step.AuthorizingClients.Found;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;

/// Step 3, its beginning, for a client that hands its request in by itself: it learns at once what
/// is wrong with it, and nobody in the browser can change or read it.
///
/// @param settings what the operator decided
/// @param with whom it works with
/// @param clients finds clients
/// @param authentication finds out who asks
/// @param possession finds out which key they hold
/// @param throttle holds up who fails to prove who they are too often
/// @param pushed seals what was handed in
/// @spec https://www.rfc-editor.org/rfc/rfc9126#section-2 RFC 9126 §2
record PushStep(
    Settings settings,
    Collaborators with,
    AuthorizingClients clients,
    ClientAuthentication authentication,
    Possession possession,
    TokenThrottle throttle,
    PushedRequests pushed)
    implements Handler<RoutingContext> {

  /// Where the endpoint is, below the prefix.
  static final String PATH = "/par";

  private static final Duration LIVES = Duration.ofSeconds(90);
  private static final int CREATED = 201;

  PushStep(Settings settings, Collaborators with) {
    this(
        settings,
        with,
        new AuthorizingClients(with),
        new ClientAuthentication(settings, with),
        new Possession(settings, with),
        new TokenThrottle(settings, with),
        new PushedRequests(with));
  }

  @Override
  public void handle(RoutingContext context) {
    Body.of(context).compose(body -> parse(context, body)).onFailure(context::fail);
  }

  private Future<Void> parse(RoutingContext context, Buffer body) {
    var request = FormRequest.parse(context.request(), body);
    if (request.broken().isPresent()) {
      return refuse(context, request.broken().get());
    }
    var credentials = ClientAuthentication.credentials(context, request.form());
    return throttle.holdsUpImpostor(context, Step.AUTHORIZATION, credentials)
        ? Future.succeededFuture()
        : authenticate(context, request.form(), credentials);
  }

  /// A client whose id is a URL is looked up first, since nobody may have asked for it before.
  private Future<Void> authenticate(
      RoutingContext context, Parameters form, ClientCredentials credentials) {
    return clients
        .find(context, credentials.client())
        .compose(found ->
            switch (found) {
              case Found.Unknowable(var refused) -> refuse(context, refused);
              case Found.Known(var client) ->
                  authentication
                      .decide(context, form, credentials)
                      .compose(who ->
                          switch (who) {
                            case ClientAuthentication.Result.Proven(var proven) ->
                                decide(context, proven.client(), client, form);
                            case ClientAuthentication.Result.Unproven(var refused) ->
                                refuse(context, refused);
                          });
            });
  }

  private Future<Void> decide(RoutingContext context, ClientId id, Client client, Parameters form) {
    var shown = possession.look(context, PATH);
    if (shown.broken().isPresent()) {
      return refuse(context, shown.broken().get());
    }
    if (namesAnotherKey(form, shown)) {
      return refuse(context, Refused.of(Refusal.PROOF_OF_ANOTHER_KEY));
    }
    var parameters = PushedRequests.kept(id, form, shown.key());
    var command =
        new RequestAuthorization(
            parameters,
            client,
            settings.redirects(),
            settings.resources(),
            Exchange.of(context).caller());
    return switch (command.decide()) {
      case Result.OnPage(var refused) -> refuse(context, refused);
      case Result.ByRedirect(var refused, _, _) -> refuse(context, refused);
      case Result.Accepted accepted ->
          possession
              .once(Exchange.of(context), id, shown)
              .compose(refused ->
                  refused.isPresent()
                      ? refuse(context, refused.get())
                      : append(context, accepted, parameters));
    };
  }

  /// A client may name its key, or show it, or do both for the same key.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc9449#section-10.1 RFC 9449 §10.1
  private static boolean namesAnotherKey(Parameters form, Possession.Shown shown) {
    var named = form.get(RequestAuthorization.KEY);
    return named.isPresent()
        && shown.key().filter(key -> !named.get().equals(key.value())).isPresent();
  }

  private Future<Void> append(
      RoutingContext context, Result.Accepted accepted, Parameters parameters) {
    var asked = accepted.event();
    var event =
        new AuthorizationPushed(
            asked.client(), asked.redirectUri(), asked.challenge(), LIVES, asked.caller());
    return with.recorder()
        .ask(Exchange.of(context), event, (_, at) -> at)
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Instant>(var at) ->
                  answer(
                      context,
                      new PushedRequest(
                          Exchange.of(context).flow(), asked.client(), parameters, at.plus(LIVES)));
              case Answer.Unsettled<Instant> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Future<Void> answer(RoutingContext context, PushedRequest request) {
    var json =
        new JsonObject()
            .put("request_uri", pushed.uri(request))
            .put("expires_in", LIVES.toSeconds());
    return context
        .response()
        .setStatusCode(CREATED)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(json.toBuffer());
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().json(context, Step.AUTHORIZATION, refused);
    return Future.succeededFuture();
  }
}
