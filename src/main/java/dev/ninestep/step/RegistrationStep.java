package dev.ninestep.step;

import dev.ninestep.decision.ClientIdentity;
import dev.ninestep.decision.Hashes;
import dev.ninestep.decision.ManageClient;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.Event;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Client;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;

/// Step 1 again: a client reads, replaces or deletes its registration, with the
/// registration_access_token it got with it.
///
/// @param registering reads what a replacement asks for, as it does for a registration
/// @param clients finds clients
/// @param with whom it works with
/// @spec https://www.rfc-editor.org/rfc/rfc7592#section-2 RFC 7592 §2
record RegistrationStep(RegisterStep registering, Clients clients, Collaborators with)
    implements Handler<RoutingContext> {

  private static final int NO_CONTENT = 204;

  @Override
  public void handle(RoutingContext context) {
    var path = context.normalizedPath();
    var id = ClientId.parse(path.substring(path.lastIndexOf('/') + 1));
    id.ifPresent(Exchange.of(context)::isAbout);
    Body.of(context)
        .compose(body ->
            clients
                .find(id)
                .compose(found ->
                    found
                        .map(client -> manage(context, body, client))
                        .orElseGet(() -> refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE)))))
        .onFailure(context::fail);
  }

  private Future<Void> manage(RoutingContext context, Buffer body, Client client) {
    var method = context.request().method();
    if (method.equals(HttpMethod.PUT)) {
      return parse(context, body, client);
    }
    var command =
        new ManageClient(client, BearerToken.of(context), Optional.empty(), Optional.empty());
    var refused = command.refused();
    if (refused.isPresent()) {
      return refuse(context, refused.get());
    }
    return method.equals(HttpMethod.DELETE) ? delete(context, command) : read(context, client);
  }

  private Future<Void> read(RoutingContext context, Client client) {
    var exchange = Exchange.of(context);
    exchange.isOfKnownClient();
    with.recorder()
        .tell(
            exchange,
            new MetadataServed(
                MetadataServed.REGISTRATION, context.normalizedPath(), exchange.caller()));
    return answer(context, (Client.Registered) client, Optional.empty());
  }

  private Future<Void> delete(RoutingContext context, ManageClient command) {
    var id = command.registered().map(ClientRegistered::client).orElseThrow();
    return append(
        context,
        new ClientDeleted(id, Exchange.of(context).caller()),
        _ -> context.response().setStatusCode(NO_CONTENT).end());
  }

  private Future<Void> parse(RoutingContext context, Buffer body, Client client) {
    return switch (RegistrationRequest.parse(body)) {
      case RegistrationRequest.Malformed(var refused) ->
          refuse(
              context,
              new ManageClient(client, BearerToken.of(context), Optional.empty(), Optional.empty())
                  .refused()
                  .orElse(refused));
      case RegistrationRequest.WellFormed request -> replace(context, request, client);
    };
  }

  private Future<Void> replace(
      RoutingContext context, RegistrationRequest.WellFormed request, Client client) {
    var management =
        new ManageClient(
            client, BearerToken.of(context), request.clientId(), request.clientSecret());
    var command = registering.command(context, request, isVouchedFor(management));
    var refused = management.replacementRefused().or(command::refused);
    if (refused.isPresent()) {
      return refuse(context, refused.get());
    }
    var before = management.registered().orElseThrow();
    var secret = with.mint().clientSecret();
    var to =
        command.registered(
            new ClientIdentity(
                before.client(),
                before.secretHash().orElse(Hashes.sha256(secret)),
                before.managementHash()));
    var isNew = before.secretHash().isEmpty() && to.secretHash().isPresent();
    return append(
        context,
        new ClientUpdated(to),
        after ->
            after instanceof Client.Registered now
                ? answer(context, now, Optional.of(secret).filter(_ -> isNew))
                : refuse(context, Refused.of(Refusal.REGISTRATION_TOKEN_WRONG)));
  }

  /// What an operator let it have once it keeps, and gets no other way.
  private static boolean isVouchedFor(ManageClient management) {
    return management
        .registered()
        .filter(before -> before.grantTypes().contains(GrantType.CLIENT.toString()))
        .isPresent();
  }

  private Future<Void> append(
      RoutingContext context, Event event, Function<Client, Future<Void>> then) {
    return with.recorder()
        .ask(Exchange.of(context), event, (after, _) -> (Client) after)
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Client>(var after) -> then.apply(after);
              case Answer.Unsettled<Client> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  /// The token comes back as it was sent; only its hash is known here.
  private Future<Void> answer(
      RoutingContext context, Client.Registered client, Optional<String> secret) {
    var metadata = client.metadata();
    return context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(
            new RegistrationInformation(registering.settings())
                .json(
                    metadata, metadata.redirectUris(), client.at(), secret, BearerToken.of(context))
                .toBuffer());
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    if (refused.refusal() == Refusal.REGISTRATION_TOKEN_WRONG) {
      context.response().putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    with.refusals().json(context, Step.REGISTRATION, refused);
    return Future.succeededFuture();
  }
}
