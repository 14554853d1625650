package dev.ninestep.step;

import dev.ninestep.decision.Hashes;
import dev.ninestep.decision.Likeness;
import dev.ninestep.decision.RegisterClient;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.exchange.Sparingly;
import dev.ninestep.fold.Client;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Step 1: a client registers itself. It gets its client_id when the log has shown the
/// registration, so every pod that reads up to then knows it. One that is known already gets the
/// client_id it had.
///
/// @param settings what the operator decided
/// @param with whom it works with
/// @param sparingly keeps from the log who registers over and over
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-3 RFC 7591 §3
record RegisterStep(Settings settings, Collaborators with, Sparingly sparingly)
    implements Handler<RoutingContext> {

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
      case RegistrationRequest.WellFormed request ->
          decide(context, command(context, request, broughtInitialToken(context)));
    };
  }

  /// What a request asks to register, as far as this server goes along with it.
  ///
  /// @param context the request
  /// @param request its body
  /// @param isVouchedFor whether an operator lets the client have tokens of its own
  RegisterClient command(
      RoutingContext context, RegistrationRequest.WellFormed request, boolean isVouchedFor) {
    var offered =
        settings.resources().stream().flatMap(r -> r.offered().tokens().stream()).toList();
    return new RegisterClient(
        request.metadata(),
        Scope.of(offered),
        GrantType.offered(settings),
        settings.redirects(),
        isVouchedFor,
        Exchange.of(context).caller());
  }

  private boolean broughtInitialToken(RoutingContext context) {
    var hash = settings.tokens().initialTokenHash();
    return BearerToken.of(context)
        .filter(sent -> hash.filter(known -> Hashes.matches(sent, known)).isPresent())
        .isPresent();
  }

  private Future<Void> decide(RoutingContext context, RegisterClient command) {
    var refused = command.refused();
    if (refused.isPresent()) {
      return refuse(context, refused.get());
    }
    var newcomer = Newcomer.of(command, with);
    var asked = command.registered(newcomer.identity());
    Exchange.of(context).isAbout(asked.client());
    return with.ledger().client(asked.client()).asOf(with.log().now())
            instanceof Client.Registered known
        ? again(context, asked, newcomer, known)
        : first(context, asked, newcomer);
  }

  private Future<Void> again(
      RoutingContext context, ClientRegistered asked, Newcomer newcomer, Client.Registered known) {
    if (sparingly.isNews(asked.client().value())) {
      with.recorder().tell(Exchange.of(context), asked);
    }
    return answer(context, asked, newcomer, known.at());
  }

  private Future<Void> first(RoutingContext context, ClientRegistered asked, Newcomer newcomer) {
    var address = asked.caller().address();
    var wait =
        with.ledger().registrationWait(address, settings.registrationsPerHour(), with.log().now());
    if (wait.isPositive()) {
      return holdUp(context, wait);
    }
    return with.recorder()
        .ask(Exchange.of(context), asked, (after, _) -> since(asked, (Client) after))
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Optional<Instant>>(var since) when since.isPresent() ->
                  answer(context, asked, newcomer, since.get());
              case Answer.Settled<Optional<Instant>> _, Answer.Unsettled<Optional<Instant>> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  /// Since when the client is registered as it asked; another pod may have been a moment earlier.
  private static Optional<Instant> since(ClientRegistered asked, Client after) {
    return after instanceof Client.Registered(var metadata, var since, _)
            && Likeness.of(metadata).equals(Likeness.of(asked))
        ? Optional.of(since)
        : Optional.empty();
  }

  private Future<Void> answer(
      RoutingContext context, ClientRegistered asked, Newcomer newcomer, Instant since) {
    var secret = Optional.of(newcomer.secret()).filter(_ -> asked.authMethod().hasSecret());
    return context
        .response()
        .setStatusCode(settings.registrationStatus())
        .putHeader("Content-Type", JSON)
        .putHeader("Cache-Control", "no-store")
        .end(
            new RegistrationInformation(settings)
                .json(asked, asked.redirectUris(), since, secret, newcomer.managementToken())
                .toBuffer());
  }

  private Future<Void> holdUp(RoutingContext context, Duration wait) {
    context.response().putHeader("Retry-After", Long.toString(wait.toSeconds()));
    return refuse(context, Refused.of(Refusal.REGISTRATIONS_TOO_MANY));
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().json(context, Step.REGISTRATION, refused);
    return Future.succeededFuture();
  }
}
