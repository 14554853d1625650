package dev.ninestep.step;

import dev.ninestep.decision.DecideConsent;
import dev.ninestep.event.ConsentRecalled;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Departure;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.exchange.SeeOther;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.ConsentNonce;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.Step;
import dev.ninestep.step.ClientAnswers.Return;
import dev.ninestep.step.PendingRequests.Opened;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Step 3, its end: the user is asked. That the page was shown is told to the log first, for the
/// log's time of that is what the life of the page's nonce is counted from. Reloading gives a fresh
/// nonce; a request that has been decided is not asked about again.
///
/// @param settings what the operator decided
/// @param with whom it works with
/// @param clients finds clients
/// @param browser reads the session
/// @param requests opens what the address carries
/// @param memory knows what was allowed before
/// @param decisions decides as before
/// @param answers tells clients
record ConsentPageStep(
    Settings settings,
    Collaborators with,
    Clients clients,
    Browser browser,
    PendingRequests requests,
    ConsentMemory memory,
    ConsentDecisions decisions,
    ClientAnswers answers)
    implements Handler<RoutingContext> {

  ConsentPageStep(Settings settings, Collaborators with) {
    this(
        settings,
        with,
        new Clients(with),
        new Browser(settings.issuer(), with),
        new PendingRequests(with),
        new ConsentMemory(settings, with),
        new ConsentDecisions(with, new ClientAnswers(settings, with)),
        new ClientAnswers(settings, with));
  }

  /// What the log's answer to [ConsentShown] means.
  private sealed interface Outcome {

    record Ask(Instant shownAt) implements Outcome {}

    record Refuse(Refused refused) implements Outcome {}

    static Outcome of(Grant after, Instant at) {
      return switch (after) {
        case Grant.None _ -> new Ask(at);
        case Grant.Closed _ -> new Refuse(Refused.of(Refusal.GRANT_UNREADABLE));
        case Grant.Denied _,
            Grant.CodeOutstanding _,
            Grant.Active _,
            Grant.AccessOnly _,
            Grant.Revoked _ ->
            new Refuse(Refused.of(Refusal.CONSENT_REPEATED, "decided before it was shown"));
      };
    }
  }

  @Override
  public void handle(RoutingContext context) {
    RequestParameters.ofQuery(context)
        .map(parameters -> requests.open(context, parameters))
        .map(opened ->
            switch (opened) {
              case Opened.Lapsed(var refused) -> refuse(context, refused);
              case Opened.Pending pending -> identify(context, pending);
            })
        .orElseGet(() -> refuse(context, Refused.of(Refusal.REQUEST_MALFORMED)))
        .onFailure(context::fail);
  }

  private Future<Void> identify(RoutingContext context, Opened.Pending pending) {
    var request = pending.request();
    var session = browser.session(context).filter(request.interaction()::accepts);
    if (session.isEmpty() && request.interaction().silent()) {
      answers.refuseSilently(context, Refused.of(Refusal.LOGIN_REQUIRED), Return.of(request));
      return Future.succeededFuture();
    }
    if (session.isEmpty()) {
      SeeOther.send(context, settings.url("/sign-in") + "?request=" + pending.text());
      return Future.succeededFuture();
    }
    return with.ledger().account(session.get().account()).isOpen()
        ? find(context, pending, session.get())
        : refuse(context, Refused.of(Refusal.ACCOUNT_SUSPENDED));
  }

  private Future<Void> find(RoutingContext context, Opened.Pending pending, Session session) {
    return clients
        .find(Exchange.of(context).client())
        .compose(found -> {
          if (found.isEmpty()) {
            return refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
          }
          var request = pending.request();
          var offered = OfferedScope.of(request, session.role(), settings.resources());
          return switch (found.get()) {
            case Client.Registered(var client, _, _) ->
                question(context, new ConsentQuestion(pending, client, session, offered));
            case Client.Deactivated _ -> refuse(context, Refused.of(Refusal.CLIENT_DEACTIVATED));
            case Client.Unknown _, Client.Deleted _, Client.Closed _ ->
                refuse(context, Refused.of(Refusal.CLIENT_UNKNOWN));
          };
        });
  }

  private Future<Void> question(RoutingContext context, ConsentQuestion question) {
    if (memory.covers(question)) {
      return recall(context, question);
    }
    var request = question.request();
    if (request.interaction().silent()) {
      answers.refuseSilently(context, Refused.of(Refusal.CONSENT_REQUIRED), Return.of(request));
      return Future.succeededFuture();
    }
    return append(context, question);
  }

  /// Decides as the user decided before.
  private Future<Void> recall(RoutingContext context, ConsentQuestion question) {
    var request = question.request();
    var account = question.session().account();
    with.recorder()
        .tell(
            Exchange.of(context),
            new ConsentRecalled(request.client(), account, question.offered(), request.resource()));
    var now = with.log().now();
    var command =
        new DecideConsent(
            true,
            Scope.NONE,
            request,
            Optional.of(nonce(question, now)),
            account,
            question.session().id(),
            with.mint().attempt(),
            now,
            settings.grant());
    return decisions.take(context, command, Optional.empty());
  }

  private ConsentNonce nonce(ConsentQuestion question, Instant shownAt) {
    return new ConsentNonce(
        question.request().flow(),
        question.session().account(),
        question.session().id(),
        question.offered(),
        shownAt.plus(settings.consentNonce()));
  }

  private Future<Void> append(RoutingContext context, ConsentQuestion question) {
    var event =
        new ConsentShown(
            question.request().client(),
            question.session().account(),
            question.offered(),
            question.request().resource(),
            settings.consentNonce());
    return with.recorder()
        .ask(Exchange.of(context), event, (after, at) -> Outcome.of((Grant) after, at))
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Outcome>(Outcome.Ask(var at)) -> ask(context, question, at);
              case Answer.Settled<Outcome>(Outcome.Refuse(var refused)) -> refuse(context, refused);
              case Answer.Unsettled<Outcome> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Future<Void> ask(RoutingContext context, ConsentQuestion question, Instant shownAt) {
    var before = memory.allowedBefore(question.session().account(), question.request());
    with.pages()
        .show(
            context,
            200,
            "consent.jte",
            new ConsentView(settings, question, before)
                .parameters(with.sealed().seal(nonce(question, shownAt))),
            // Such a browser comes back to a page of ours, and leaves from there.
            Departure.isNavigation(context)
                ? List.of()
                : FormAction.sources(question.request().redirectUri()));
    return Future.succeededFuture();
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().page(context, Step.AUTHORIZATION, refused);
    return Future.succeededFuture();
  }
}
