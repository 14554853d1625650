package dev.ninestep.step;

import dev.ninestep.decision.Decision;
import dev.ninestep.decision.TokenOutcome;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Step 5: a code becomes tokens, a refresh token its successor, an access token a narrower one,
/// and a client's own credentials or the word of an identity provider an access token.
///
/// What the sealed value proves is checked before the log is asked; what only the order of the log
/// can decide is answered from the state right after this presentation. No token leaves before
/// that, and none leaves unreported.
///
/// @param settings what the operator decided
/// @param with whom it works with
/// @param clients finds out who asks
/// @param throttle holds up who comes too often
/// @param possession finds out which key they hold
/// @param delivery sends what was won
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-3.2 RFC 6749 §3.2
record TokenStep(
    Settings settings,
    Collaborators with,
    ClientAuthentication clients,
    TokenThrottle throttle,
    Possession possession,
    TokenDelivery delivery)
    implements Handler<RoutingContext> {

  /// Where the endpoint is, below the prefix.
  static final String PATH = "/token";

  private static final Account NOBODY = new Account.Open();

  TokenStep(Settings settings, Collaborators with) {
    this(
        settings,
        with,
        new ClientAuthentication(settings, with),
        new TokenThrottle(settings, with),
        new Possession(settings, with),
        new TokenDelivery(settings, with));
  }

  @Override
  public void handle(RoutingContext context) {
    Body.of(context).compose(body -> parse(context, body)).onFailure(context::fail);
  }

  private Future<Void> parse(RoutingContext context, Buffer body) {
    var request = TokenRequest.parse(context.request(), body);
    var credentials = ClientAuthentication.credentials(context, request.form());
    if (request.broken().isPresent()) {
      return refuse(context, request.step(), request.broken().get());
    }
    var named = credentials.client();
    return named.isPresent()
            && (throttle.holdsUpStorm(context, named.get())
                || throttle.holdsUpImpostor(context, request.step(), named.get()))
        ? Future.succeededFuture()
        : clients
            .decide(context, request.form(), credentials)
            .compose(who ->
                switch (who) {
                  case ClientAuthentication.Result.Proven(var client) ->
                      open(context, request, client);
                  case ClientAuthentication.Result.Unproven(var refused) ->
                      refuse(context, request.step(), refused);
                });
  }

  /// What it brought says for which grant it comes, and so who has to wait.
  private Future<Void> open(RoutingContext context, TokenRequest request, ClientRegistered client) {
    var brought = Brought.of(request, with);
    return throttle.holdsUp(context, request.step(), client.client(), brought.flow())
        ? Future.succeededFuture()
        : decide(context, request, client, brought);
  }

  private Future<Void> decide(
      RoutingContext context, TokenRequest request, ClientRegistered client, Brought brought) {
    var shown = possession.look(context, PATH);
    var broken = shown.broken().or(() -> missing(shown, client));
    return broken.isPresent()
        ? refuse(context, request.step(), broken.get())
        : Presentation.of(
                request, brought, client, shown.key(), Exchange.of(context), settings, with)
            .compose(presentation -> decide(context, request, client, shown, presentation));
  }

  private Future<Void> decide(
      RoutingContext context,
      TokenRequest request,
      ClientRegistered client,
      Possession.Shown shown,
      Presentation presentation) {
    var exchange = Exchange.of(context);
    presentation.flow().ifPresent(exchange::join);
    var account = presentation.account().map(with.ledger()::account).orElse(NOBODY);
    return switch (presentation.decide().apply(account)) {
      case Decision.Refuse(var refused) -> refuse(context, request.step(), refused);
      case Decision.Append(var event) ->
          possession
              .once(exchange, client.client(), shown)
              .compose(refused ->
                  refused.isPresent()
                      ? refuse(context, request.step(), refused.get())
                      : append(
                          context,
                          request.step(),
                          presentation,
                          event,
                          KeyBinding.of(shown.key(), client)));
    };
  }

  private static Optional<Refused> missing(Possession.Shown shown, ClientRegistered client) {
    return client.binding().isPresent() && shown.key().isEmpty()
        ? Optional.of(Refused.of(Refusal.PROOF_MISSING))
        : Optional.empty();
  }

  private Future<Void> append(
      RoutingContext context,
      Step step,
      Presentation presentation,
      Event event,
      KeyBinding binding) {
    var fact = with.recorder().fact(Exchange.of(context), event);
    return with.log()
        .ask(fact, (after, at) -> presentation.outcome().apply((Grant) after, at))
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<TokenOutcome>(TokenOutcome.Issue issue) ->
                  delivery.deliver(context, fact, presentation.attempt(), issue, binding);
              case Answer.Settled<TokenOutcome>(TokenOutcome.Reissue(var issue, var repeated)) -> {
                with.recorder().tell(Exchange.of(context), repeated);
                yield delivery.deliver(context, fact, presentation.attempt(), issue, binding);
              }
              case Answer.Settled<TokenOutcome>(TokenOutcome.IssueAccess issue) ->
                  delivery.deliver(context, fact, presentation.attempt(), issue, binding);
              case Answer.Settled<TokenOutcome>(TokenOutcome.IssueNarrower issue) ->
                  delivery.deliver(context, fact, presentation.attempt(), issue, binding);
              case Answer.Settled<TokenOutcome>(TokenOutcome.Refuse(var refused)) ->
                  refuse(context, step, refused);
              case Answer.Unsettled<TokenOutcome> _ ->
                  refuse(context, step, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Future<Void> refuse(RoutingContext context, Step step, Refused refused) {
    if (refused.refusal() == Refusal.LOG_UNAVAILABLE) {
      throttle.failed(context);
    }
    with.refusals().json(context, step, refused);
    return Future.succeededFuture();
  }
}
