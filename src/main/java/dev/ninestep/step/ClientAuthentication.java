package dev.ninestep.step;

import dev.ninestep.decision.AuthenticateClient;
import dev.ninestep.decision.ClientCredentials;
import dev.ninestep.document.KeySets.Keys;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.OneTime;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.token.ClientAssertions;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Finds out which client sends a request, at every endpoint where one has to prove itself.
///
/// @param issuer who this server is
/// @param with whom the steps work with
/// @param clients finds clients
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-2.3 RFC 6749 §2.3
record ClientAuthentication(Issuer issuer, Collaborators with, Clients clients) {

  private static final Future<Keys> NO_KEYS =
      Future.succeededFuture(new Keys.Known("{\"keys\":[]}"));

  ClientAuthentication(Settings settings, Collaborators with) {
    this(settings.issuer(), with, new Clients(with));
  }

  /// Whether a client is who it says.
  sealed interface Result {

    /// It is.
    ///
    /// @param client what it registered
    record Proven(ClientRegistered client) implements Result {}

    /// It is not, or that cannot be known now.
    ///
    /// @param refused why
    record Unproven(Refused refused) implements Result {}
  }

  /// The credentials of a request. From here on the exchange is about the client they name.
  ///
  /// @param context the request
  /// @param form its parameters
  /// @return what it brought
  static ClientCredentials credentials(RoutingContext context, Parameters form) {
    var credentials = ClientCredentials.of(authorization(context), form, ClientAssertions::read);
    credentials.client().ifPresent(Exchange.of(context)::isAbout);
    return credentials;
  }

  /// Two such headers read as one that is malformed, as a header field that came twice does.
  private static Optional<String> authorization(RoutingContext context) {
    var sent = context.request().headers().getAll("Authorization");
    return sent.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", sent));
  }

  /// Decides who sent a request.
  ///
  /// @param context the request
  /// @param form its parameters
  /// @param credentials what it brought
  /// @return the client, or why it is not known to be any
  Future<Result> decide(RoutingContext context, Parameters form, ClientCredentials credentials) {
    return clients
        .find(credentials.client())
        .compose(found ->
            found
                .map(client -> decide(context, form, credentials, client))
                .orElseGet(() -> unproven(Refused.of(Refusal.LOG_UNAVAILABLE))));
  }

  private Future<Result> decide(
      RoutingContext context, Parameters form, ClientCredentials credentials, Client client) {
    if (client instanceof Client.Registered) {
      Exchange.of(context).isOfKnownClient();
    }
    return keys(form, credentials, client)
        .compose(found ->
            switch (found) {
              case Keys.Known(var keys) ->
                  decide(Exchange.of(context), credentials, client, isSigned(form, keys));
              case Keys.Unknown(var why) ->
                  unproven(Refused.of(Refusal.CLIENT_KEYS_UNREACHABLE, why));
            });
  }

  /// The keys that an assertion may be signed with; none when nothing was signed, so that nobody
  /// who only names a client makes this server fetch its keys.
  private Future<Keys> keys(Parameters form, ClientCredentials credentials, Client client) {
    return credentials.assertion().isPresent()
            && client instanceof Client.Registered(var metadata, _, _)
            && metadata.authMethod() == ClientAuthMethod.PRIVATE_KEY_JWT
        ? metadata
            .keys()
            .map(source -> with.keySets().find(source, keys -> isSigned(form, keys)))
            .orElse(NO_KEYS)
        : NO_KEYS;
  }

  private static boolean isSigned(Parameters form, String keys) {
    return form.get("client_assertion")
        .filter(jwt -> ClientAssertions.isSigned(jwt, keys))
        .isPresent();
  }

  private Future<Result> decide(
      Exchange exchange, ClientCredentials credentials, Client client, boolean isSigned) {
    var command =
        new AuthenticateClient(
            credentials,
            client,
            issuer,
            isSigned,
            with.mint().attempt(),
            with.log().now(),
            exchange.caller());
    return switch (command.decide()) {
      case AuthenticateClient.Result.Proven(var metadata) ->
          Future.succeededFuture(new Result.Proven(metadata));
      case AuthenticateClient.Result.Unproven(var refused) -> unproven(refused);
      case AuthenticateClient.Result.Once once -> ask(exchange, command, once);
    };
  }

  private Future<Result> ask(
      Exchange exchange, AuthenticateClient command, AuthenticateClient.Result.Once once) {
    return with.recorder()
        .ask(exchange, once.event(), (after, _) -> command.outcome((OneTime) after))
        .map(answer ->
            switch (answer) {
              case Answer.Settled<Optional<Refused>>(var refused) ->
                  refused
                      .<Result>map(Result.Unproven::new)
                      .orElseGet(() -> new Result.Proven(once.client()));
              case Answer.Unsettled<Optional<Refused>> _ ->
                  new Result.Unproven(Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private static Future<Result> unproven(Refused refused) {
    return Future.succeededFuture(new Result.Unproven(refused));
  }
}
