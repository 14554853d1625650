package dev.ninestep.step;

import dev.ninestep.decision.Decision;
import dev.ninestep.decision.RevokeToken;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// A client gives a token back. It is told so when the log has shown the revocation, and never
/// before: from then on no pod that reads up to there lets the token in.
///
/// @param with whom it works with
/// @param clients finds out who asks
/// @param throttle holds up who fails to prove who they are too often
/// @param tokens reads tokens
/// @spec https://www.rfc-editor.org/rfc/rfc7009#section-2 RFC 7009 §2
record RevokeStep(
    Collaborators with, ClientAuthentication clients, TokenThrottle throttle, IssuedTokens tokens)
    implements Handler<RoutingContext> {

  RevokeStep(Settings settings, Collaborators with) {
    this(
        with,
        new ClientAuthentication(settings, with),
        new TokenThrottle(settings, with),
        new IssuedTokens(with));
  }

  @Override
  public void handle(RoutingContext context) {
    Body.of(context).compose(body -> parse(context, body)).onFailure(context::fail);
  }

  private Future<Void> parse(RoutingContext context, Buffer body) {
    var request = FormRequest.parse(context.request(), body);
    var credentials = ClientAuthentication.credentials(context, request.form());
    if (request.broken().isPresent()) {
      return refuse(context, request.broken().get());
    }
    return throttle.holdsUpImpostor(context, Step.CALL, credentials)
        ? Future.succeededFuture()
        : clients
            .decide(context, request.form(), credentials)
            .compose(who ->
                switch (who) {
                  case ClientAuthentication.Result.Proven(var client) ->
                      decide(context, request.form(), client.client());
                  case ClientAuthentication.Result.Unproven(var refused) ->
                      refuse(context, refused);
                });
  }

  private Future<Void> decide(RoutingContext context, Parameters form, ClientId client) {
    var exchange = Exchange.of(context);
    var token = form.get("token").flatMap(tokens::read);
    token.ifPresent(known -> exchange.join(known.flow()));
    return switch (new RevokeToken(form, client, token, exchange.caller()).decide()) {
      case Decision.Refuse(var refused) -> refuse(context, refused);
      case Decision.Append(var event) -> append(context, event);
    };
  }

  private Future<Void> append(RoutingContext context, Event event) {
    return with.recorder()
        .ask(Exchange.of(context), event, (after, _) -> RevokeToken.outcome((Grant) after))
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Optional<Refused>>(var refused) when refused.isEmpty() ->
                  context.response().putHeader("Cache-Control", "no-store").end();
              case Answer.Settled<Optional<Refused>>(var refused) ->
                  refuse(context, refused.orElseThrow());
              case Answer.Unsettled<Optional<Refused>> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().json(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
