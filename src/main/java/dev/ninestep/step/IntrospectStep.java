package dev.ninestep.step;

import dev.ninestep.decision.AuthenticateResourceServer;
import dev.ninestep.decision.ClientCredentials;
import dev.ninestep.decision.IntrospectToken;
import dev.ninestep.decision.Introspector;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.IssuedToken;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Tells a resource server, or the client that holds it, whether a token counts. It is asked behind
/// a read barrier, so a token whose revocation was answered by any pod is never called active by
/// another.
///
/// @param settings what the operator decided
/// @param with whom it works with
/// @param clients finds out who asks
/// @param throttle holds up who fails to prove who they are too often, and who tries tokens out
/// @param tokens reads tokens
/// @spec https://www.rfc-editor.org/rfc/rfc7662#section-2 RFC 7662 §2
record IntrospectStep(
    Settings settings,
    Collaborators with,
    ClientAuthentication clients,
    TokenThrottle throttle,
    IssuedTokens tokens)
    implements Handler<RoutingContext> {

  private static final Client UNKNOWN = new Client.Unknown();

  IntrospectStep(Settings settings, Collaborators with) {
    this(
        settings,
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
        : authenticate(context, request.form(), credentials);
  }

  private Future<Void> authenticate(
      RoutingContext context, Parameters form, ClientCredentials credentials) {
    var resource = credentials.client().flatMap(name -> ResourceUri.parse(name.value()));
    var secretHash = resource.map(settings.tokens().resourceServers()::get);
    if (secretHash.isPresent()) {
      Exchange.of(context).isOfKnownClient();
    }
    return secretHash.isPresent()
        ? new AuthenticateResourceServer(credentials, secretHash.get())
            .decide()
            .map(refused -> refuse(context, refused))
            .orElseGet(
                () -> ask(context, form, new Introspector.ResourceServer(resource.orElseThrow())))
        : clients.decide(context, form, credentials).compose(who -> admit(context, form, who));
  }

  private Future<Void> admit(
      RoutingContext context, Parameters form, ClientAuthentication.Result who) {
    return switch (who) {
      case ClientAuthentication.Result.Proven(var client)
          when client.authMethod() == ClientAuthMethod.NONE ->
          refuse(context, Refused.of(Refusal.INTROSPECTION_BY_PUBLIC_CLIENT));
      case ClientAuthentication.Result.Proven(var client) ->
          ask(context, form, new Introspector.Holder(client.client()));
      case ClientAuthentication.Result.Unproven(var refused) -> refuse(context, refused);
    };
  }

  private Future<Void> ask(RoutingContext context, Parameters form, Introspector by) {
    if (!form.has("token")) {
      return refuse(context, Refused.of(Refusal.TOKEN_PARAMETER_MISSING));
    }
    var token = form.get("token").flatMap(tokens::read);
    return token.isEmpty()
        ? answer(context, by, token, UNKNOWN)
        : find(token.get())
            .compose(client ->
                client
                    .map(known -> answer(context, by, token, known))
                    .orElseGet(() -> refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE))));
  }

  /// The client a token was issued to, once all is read that the log held about its grant.
  private Future<Optional<Client>> find(IssuedToken token) {
    return with.log()
        .barrier(new Key.OfFlow(token.flow()))
        .compose(isRead ->
            isRead
                ? new Clients(with).find(Optional.of(token.client()))
                : Future.succeededFuture(Optional.empty()));
  }

  private Future<Void> answer(
      RoutingContext context, Introspector by, Optional<IssuedToken> token, Client client) {
    var exchange = Exchange.of(context);
    if (token.filter(by::mayAskAbout).isEmpty() && throttle.holdsUpScan(context, by.name())) {
      return Future.succeededFuture();
    }
    token.filter(by::mayAskAbout).ifPresent(known -> exchange.join(known.flow()));
    var inactive = decide(by, token, client);
    with.recorder()
        .tell(
            exchange,
            new TokenIntrospected(
                by.name(),
                inactive.map(Refused::refusal),
                inactive.map(Refused::evidence).orElse(Evidence.NONE),
                exchange.caller()));
    return context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(
            inactive.isPresent()
                ? Introspection.inactive()
                : Introspection.active(token.orElseThrow(), settings.issuer()));
  }

  private Optional<Refused> decide(Introspector by, Optional<IssuedToken> token, Client client) {
    if (token.isEmpty()) {
      return Optional.of(Refused.of(Refusal.TOKEN_MALFORMED));
    }
    var known = token.get();
    var now = with.log().now();
    return new IntrospectToken(by, known, now)
        .decide(
            with.ledger().grant(known.flow(), now), client, with.ledger().account(known.account()));
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().json(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
