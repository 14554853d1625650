package dev.ninestep.operator;

import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.FlowLog;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// Tells what accounts have, once the log has been read to its end.
///
/// @param ledger knows it
/// @param log is read to its end
/// @param refusals renders refusals
/// @param currency what amounts are shown in
record Balances(Ledger ledger, FlowLog<?> log, Refusals refusals, String currency) {

  void tell(RoutingContext context, AccountId account) {
    log.barrier(new Key.OfAccount(account))
        .onSuccess(isRead -> {
          if (isRead) {
            show(context, account);
          } else {
            refusals.json(context, Step.CALL, Refused.of(Refusal.LOG_UNAVAILABLE));
          }
        });
  }

  private void show(RoutingContext context, AccountId account) {
    var _ =
        Told.json(
            context,
            new JsonObject()
                .put("account", account.toString())
                .put("balance", ledger.account(account).purse().balance().toString())
                .put("currency", currency));
  }
}
