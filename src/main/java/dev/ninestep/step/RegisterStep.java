package dev.ninestep.step;

import dev.ninestep.decision.Decision;
import dev.ninestep.decision.Hashes;
import dev.ninestep.decision.RegisterClient;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/// Step 1: a client registers itself. It gets its client_id when the log has shown the
/// registration, so every pod that reads up to then knows it.
///
/// @param settings what the operator decided
/// @param with whom it works with
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-3 RFC 7591 §3
record RegisterStep(Settings settings, Collaborators with) implements Handler<RoutingContext> {

  private static final String JSON = "application/json";

  @Override
  public void handle(RoutingContext context) {
    Body.of(context).compose(body -> parse(context, body)).onFailure(context::fail);
  }

  private Future<Void> parse(RoutingContext context, Buffer body) {
    var type = RequestParameters.mediaType(context.request()).orElse("none");
    if (!type.equals(JSON)) {
      return refuse(context, new Refused(Refusal.REGISTRATION_NOT_JSON, Evidence.asked(type)));
    }
    return switch (RegistrationRequest.parse(body)) {
      case RegistrationRequest.Malformed(var refused) -> refuse(context, refused);
      case RegistrationRequest.WellFormed(var metadata) -> {
        var secret = with.mint().clientSecret();
        var command =
            new RegisterClient(
                with.mint().client(),
                metadata,
                Hashes.sha256(secret),
                GrantType.offered(settings),
                settings.redirects(),
                Exchange.of(context).caller());
        yield decide(context, command, secret);
      }
    };
  }

  private Future<Void> decide(RoutingContext context, RegisterClient command, String secret) {
    return switch (command.decide()) {
      case Decision.Refuse(var refused) -> refuse(context, refused);
      case Decision.Append(var event) -> append(context, event, secret);
    };
  }

  private Future<Void> append(RoutingContext context, Event event, String secret) {
    if (!(event instanceof ClientRegistered registered)) {
      throw new IllegalStateException("RegisterClient appends ClientRegistered");
    }
    var exchange = Exchange.of(context);
    exchange.isAbout(registered.client());
    return with.recorder()
        .ask(exchange, event, (_, at) -> at)
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Instant>(var at) -> answer(context, registered, secret, at);
              case Answer.Unsettled<Instant> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Future<Void> answer(
      RoutingContext context, ClientRegistered registered, String secret, Instant at) {
    return context
        .response()
        .setStatusCode(settings.registrationStatus())
        .putHeader("Content-Type", JSON)
        .putHeader("Cache-Control", "no-store")
        .end(information(registered, secret, at).toBuffer());
  }

  /// Client information: what is registered and nothing else; absent members are left out, since
  /// clients stumble over null.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc7591#section-3.2.1 RFC 7591 §3.2.1
  private static JsonObject information(ClientRegistered registered, String secret, Instant at) {
    var uris = new JsonArray();
    registered.redirectUris().forEach(uri -> uris.add(uri.value()));
    var json =
        new JsonObject()
            .put("client_id", registered.client().value())
            .put("client_id_issued_at", at.getEpochSecond())
            .put("client_name", registered.name().value())
            .put("redirect_uris", uris)
            .put("grant_types", new JsonArray(registered.grantTypes()))
            .put("response_types", JsonArray.of("code"))
            .put("token_endpoint_auth_method", registered.authMethod().toString());
    if (!registered.scope().isEmpty()) {
      json.put("scope", registered.scope().toString());
    }
    if (registered.authMethod() != ClientAuthMethod.NONE) {
      json.put("client_secret", secret).put("client_secret_expires_at", 0);
    }
    return json;
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().json(context, Step.REGISTRATION, refused);
    return Future.succeededFuture();
  }
}
