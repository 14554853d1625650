package dev.ninestep.step;

import dev.ninestep.decision.DecideConsent;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.FormOrigin;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.Step;
import dev.ninestep.step.PendingRequests.Opened;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Step 4: the user presses Allow or Deny. What is decided about is the sealed request, whatever
/// else the form says; however often the form comes, one code at most comes of it.
///
/// @param settings what the operator decided
/// @param with whom it works with
/// @param clients finds clients
/// @param browser reads the session
/// @param requests opens what the form carries
/// @param memory knows what was allowed before
/// @param decisions takes the decision
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2 RFC 6749 §4.1.2
record ConsentStep(
    Settings settings,
    Collaborators with,
    Clients clients,
    Browser browser,
    PendingRequests requests,
    ConsentMemory memory,
    ConsentDecisions decisions)
    implements Handler<RoutingContext> {

  ConsentStep(Settings settings, Collaborators with) {
    this(
        settings,
        with,
        new Clients(with),
        new Browser(settings.issuer(), with),
        new PendingRequests(with),
        new ConsentMemory(settings, with),
        new ConsentDecisions(with, new ClientAnswers(settings, with)));
  }

  @Override
  public void handle(RoutingContext context) {
    Body.of(context).compose(body -> parse(context, body)).onFailure(context::fail);
  }

  private Future<Void> parse(RoutingContext context, Buffer body) {
    var form =
        RequestParameters.isForm(context.request())
            ? RequestParameters.ofForm(body)
            : Optional.<Parameters>empty();
    var allow = form.flatMap(ConsentStep::isAllowed);
    if (allow.isEmpty()) {
      return refuse(context, Refused.of(Refusal.REQUEST_MALFORMED, "decision"));
    }
    return switch (requests.open(context, form.get())) {
      case Opened.Lapsed(var refused) -> refuse(context, refused);
      case Opened.Pending(var request, _) -> decide(context, form.get(), request, allow.get());
    };
  }

  private static Optional<Boolean> isAllowed(Parameters form) {
    return switch (form.get("decision").orElse("")) {
      case "allow" -> Optional.of(true);
      case "deny" -> Optional.of(false);
      case String _ -> Optional.empty();
    };
  }

  private Future<Void> decide(
      RoutingContext context, Parameters form, AuthorizationRequest request, boolean allow) {
    var session = browser.session(context);
    if (session.isEmpty()) {
      return refuse(context, Refused.of(Refusal.CONSENT_FORGED, "nobody is signed in"));
    }
    if (new FormOrigin(settings.issuer()).isForeign(context)) {
      return refuse(context, Refused.of(Refusal.CONSENT_FORGED, "another site sent it"));
    }
    var command = command(form, request, allow, session.get());
    return clients
        .find(Optional.of(request.client()))
        .compose(found ->
            switch (found.orElse(null)) {
              case null -> refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
              case Client.Registered client ->
                  decisions.take(context, command, memory.leftBy(command, client));
              case Client.Deactivated _ -> refuse(context, Refused.of(Refusal.CLIENT_DEACTIVATED));
              case Client.Unknown _, Client.Deleted _, Client.Closed _ ->
                  refuse(context, Refused.of(Refusal.CLIENT_UNKNOWN));
            });
  }

  private DecideConsent command(
      Parameters form, AuthorizationRequest request, boolean allow, Session session) {
    return new DecideConsent(
        allow,
        leftOut(form, request),
        request,
        form.get("nonce").flatMap(with.sealed()::openConsentNonce),
        session.account(),
        session.id(),
        with.mint().attempt(),
        with.log().now(),
        settings.grant());
  }

  /// Who may not read may not write either, where writing means reading.
  private Scope leftOut(Parameters form, AuthorizationRequest request) {
    var named = Scope.of(form.all("without").stream().filter(Scope::isToken).toList());
    return ProtectedResource.hierarchy(request.resource(), settings.resources()).above(named);
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().page(context, Step.CONSENT, refused);
    return Future.succeededFuture();
  }
}
