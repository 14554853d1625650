package dev.ninestep.step;

import dev.ninestep.decision.ConsentOutcome;
import dev.ninestep.decision.DecideConsent;
import dev.ninestep.decision.Decision;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.Step;
import dev.ninestep.step.ClientAnswers.Return;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Takes a decision about a request: appends it, and sends the browser where it leads.
///
/// @param with whom the steps work with
/// @param answers tells clients
record ConsentDecisions(Collaborators with, ClientAnswers answers) {

  /// Takes a decision.
  ///
  /// @param context the request that carries it
  /// @param command the decision
  /// @param then what the account remembers of it, once it counts
  /// @return when it is answered
  Future<Void> take(RoutingContext context, DecideConsent command, Optional<Event> then) {
    return switch (command.decide(with.ledger().account(command.account()))) {
      case Decision.Refuse(var refused) -> refuse(context, refused);
      case Decision.Append(var event) -> append(context, command, event, then);
    };
  }

  private Future<Void> append(
      RoutingContext context, DecideConsent command, Event event, Optional<Event> then) {
    return with.recorder()
        .ask(Exchange.of(context), event, (after, at) -> command.outcome((Grant) after, at))
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<ConsentOutcome>(var outcome) ->
                  answer(context, command.request(), outcome, then);
              case Answer.Unsettled<ConsentOutcome> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Future<Void> answer(
      RoutingContext context,
      AuthorizationRequest request,
      ConsentOutcome outcome,
      Optional<Event> then) {
    var back = Return.of(request);
    switch (outcome) {
      case ConsentOutcome.SendCode(var code) -> {
        tell(context, then);
        answers.code(context, back, code);
      }
      case ConsentOutcome.SendDenial(var refused) -> {
        tell(context, then);
        answers.refuse(context, Step.CONSENT, refused, back);
      }
      case ConsentOutcome.Refuse(var refused) ->
          with.refusals().page(context, Step.CONSENT, refused);
    }
    return Future.succeededFuture();
  }

  private void tell(RoutingContext context, Optional<Event> then) {
    then.ifPresent(event -> with.recorder().tell(Exchange.of(context), event));
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    with.refusals().page(context, Step.CONSENT, refused);
    return Future.succeededFuture();
  }
}
