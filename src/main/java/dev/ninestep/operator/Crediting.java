package dev.ninestep.operator;

import dev.ninestep.decision.CreditAccount;
import dev.ninestep.decision.Decision;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Step;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/// Gives accounts money: decides, appends, and answers after the fold.
///
/// @param recorder writes credits
/// @param refusals renders refusals
/// @param attempts names attempts
/// @param currency what amounts are shown in
record Crediting(
    Recorder<Aggregate> recorder,
    Refusals refusals,
    Supplier<AttemptId> attempts,
    String currency) {

  void give(RoutingContext context, AccountId account, Buffer body) {
    switch (CreditRequest.parse(body)) {
      case CreditRequest.Malformed(var refused) -> refuse(context, refused);
      case CreditRequest.WellFormed(var amount, var key) ->
          give(context, new CreditAccount(account, amount, key, attempts.get(), OperatorApi.BY));
    }
  }

  private void give(RoutingContext context, CreditAccount command) {
    switch (command.decide()) {
      case Decision.Refuse(var refused) -> refuse(context, refused);
      case Decision.Append(var event) ->
          recorder
              .ask(Exchange.of(context), event, (after, _) -> command.outcome((Account) after))
              .onFailure(context::fail)
              .onSuccess(answer -> answer(context, command, answer));
    }
  }

  private void answer(
      RoutingContext context, CreditAccount command, Answer<CreditAccount.Outcome> answer) {
    switch (answer) {
      case Answer.Unsettled<CreditAccount.Outcome>() ->
          refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
      case Answer.Settled<CreditAccount.Outcome>(var outcome) -> {
        switch (outcome) {
          case CreditAccount.Outcome.Given(var balance) -> show(context, 201, command, balance);
          case CreditAccount.Outcome.GivenBefore(var balance) ->
              show(context, 200, command, balance);
          case CreditAccount.Outcome.NotGiven(var refused) -> refuse(context, refused);
        }
      }
    }
  }

  private void show(RoutingContext context, int status, CreditAccount command, Amount balance) {
    context.response().setStatusCode(status);
    var _ =
        Told.json(
            context,
            new JsonObject()
                .put("account", command.account().toString())
                .put("key", command.key().value())
                .put("amount", command.amount().toString())
                .put("balance", balance.toString())
                .put("currency", currency));
  }

  private void refuse(RoutingContext context, Refused refused) {
    refusals.jsonInDetail(context, Step.CALL, refused);
  }
}
