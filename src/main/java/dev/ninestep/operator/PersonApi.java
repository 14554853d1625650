package dev.ninestep.operator;

import dev.ninestep.decision.SwitchAccount;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.projection.Persons;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Tells what is kept about somebody, and erases it, for a service of the operator's.
///
/// @param persons keeps it
/// @param ledger knows balances
/// @param recorder writes that somebody was erased
/// @param refusals renders refusals
/// @param grants lists what is connected
record PersonApi(
    Persons persons,
    Ledger ledger,
    Recorder<Aggregate> recorder,
    Refusals refusals,
    ProjectedGrants grants) {

  void export(RoutingContext context, AccountId account) {
    new Export(persons, grants.stored())
        .of(account, ledger.account(account).purse().balance(), recorder.log().now())
        .compose(found ->
            found.isEmpty()
                ? refuse(context, Refused.of(Refusal.ACCOUNT_UNKNOWN))
                : Told.json(context, found.get()))
        .onFailure(context::fail);
  }

  void erase(RoutingContext context, AccountId account) {
    var exchange = Exchange.of(context);
    var command = new SwitchAccount(account, OperatorApi.BY, Optional.of(Erasure.REASON));
    var revocations = new Revocations(context.vertx(), grants, recorder.log()::now);
    new Erasure(persons, revocations)
        .run(
            account,
            OperatorApi.BY,
            () -> new Switching(ledger, recorder).decide(exchange, command),
            new LoggedEnder(recorder, exchange))
        .compose(outcome ->
            switch (outcome) {
              case Revocations.Outcome.NotDone(var refused) -> refuse(context, refused);
              case Revocations.Outcome.Done(var ended) ->
                  Told.json(
                      context,
                      new JsonObject().put("account", account.toString()).put("ended", ended));
            })
        .onFailure(context::fail);
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    refusals.jsonInDetail(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
