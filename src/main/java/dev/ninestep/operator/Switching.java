package dev.ninestep.operator;

import dev.ninestep.decision.Decision;
import dev.ninestep.decision.SwitchClient;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Deactivates clients for a service of the operator's and activates them again: decides, appends,
/// and answers after the fold.
///
/// @param ledger knows clients
/// @param recorder writes what is decided
/// @param refusals renders refusals
record Switching(Ledger ledger, Recorder<Aggregate> recorder, Refusals refusals) {

  void deactivate(RoutingContext context, Buffer body) {
    answer(context, SwitchRequest.parse(body, true));
  }

  void activate(RoutingContext context, Buffer body) {
    answer(context, SwitchRequest.parse(body, false));
  }

  private void answer(RoutingContext context, SwitchRequest request) {
    switch (request) {
      case SwitchRequest.Malformed(var refused) -> refuse(context, refused);
      case SwitchRequest.WellFormed(var client, var reason) -> {
        Exchange.of(context).isAbout(client);
        decide(context, new SwitchClient(client, OperatorApi.BY, reason)).onFailure(context::fail);
      }
    }
  }

  private Future<Void> decide(RoutingContext context, SwitchClient command) {
    return recorder
        .log()
        .barrier(new Key.OfClient(command.client()))
        .compose(isRead ->
            isRead
                ? append(context, command)
                : refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE)));
  }

  private Future<Void> append(RoutingContext context, SwitchClient command) {
    var known = ledger.client(command.client()).asOf(recorder.log().now());
    return switch (command.decide(known)) {
      case Decision.Refuse(var refused) -> refuse(context, refused);
      case Decision.Append(var event) -> append(context, command, event);
    };
  }

  private Future<Void> append(RoutingContext context, SwitchClient command, Event event) {
    return recorder
        .ask(Exchange.of(context), event, (after, _) -> command.outcome((Client) after))
        .compose(answer ->
            switch (answer) {
              case Answer.Unsettled<Optional<Refused>>() ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
              case Answer.Settled<Optional<Refused>>(var refused) ->
                  refused.isPresent() ? refuse(context, refused.get()) : show(context, command);
            });
  }

  private static Future<Void> show(RoutingContext context, SwitchClient command) {
    return context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(
            new JsonObject()
                .put("client_id", command.client().value())
                .put("active", command.reason().isEmpty())
                .encodePrettily());
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    refusals.jsonInDetail(context, Step.CALL, refused);
    return Future.succeededFuture();
  }
}
