package dev.ninestep.operator;

import dev.ninestep.decision.SwitchAccount;
import dev.ninestep.decision.SwitchClient;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Deactivates and activates clients, suspends and reinstates accounts, for a service of the
/// operator's.
///
/// @param switching does it
/// @param refusals renders refusals
record SwitchApi(Switching switching, Refusals refusals) {

  void deactivate(RoutingContext context, Buffer body) {
    client(context, SwitchRequest.ofClient(body, true));
  }

  void activate(RoutingContext context, Buffer body) {
    client(context, SwitchRequest.ofClient(body, false));
  }

  void suspend(RoutingContext context, AccountId account, Buffer body) {
    account(context, account, SwitchRequest.ofAccount(body, true));
  }

  void reinstate(RoutingContext context, AccountId account, Buffer body) {
    account(context, account, SwitchRequest.ofAccount(body, false));
  }

  private void client(RoutingContext context, SwitchRequest request) {
    if (request.fault().isPresent()) {
      var _ = refuse(context, request.fault().get());
      return;
    }
    var command =
        new SwitchClient(request.client().orElseThrow(), OperatorApi.BY, request.reason());
    switching
        .decide(Exchange.of(context), command)
        .compose(refused ->
            answer(context, refused, "client_id", command.client(), request.reason().isEmpty()))
        .onFailure(context::fail);
  }

  private void account(RoutingContext context, AccountId account, SwitchRequest request) {
    if (request.fault().isPresent()) {
      var _ = refuse(context, request.fault().get());
      return;
    }
    switching
        .decide(Exchange.of(context), new SwitchAccount(account, OperatorApi.BY, request.reason()))
        .compose(
            refused -> answer(context, refused, "account", account, request.reason().isEmpty()))
        .onFailure(context::fail);
  }

  private Future<Void> answer(
      RoutingContext context,
      Optional<Refused> refused,
      String name,
      Object whose,
      boolean isActive) {
    return refused.isPresent()
        ? refuse(context, refused.get())
        : Told.json(context, new JsonObject().put(name, whose.toString()).put("active", isActive));
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    refusals.jsonInDetail(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
