package dev.ninestep.operator;

import dev.ninestep.decision.Decision;
import dev.ninestep.decision.SwitchAccount;
import dev.ninestep.decision.SwitchClient;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.Answer;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/// Deactivates clients and suspends accounts, and lets both in again: decides, appends, and answers
/// after the fold.
///
/// @param ledger knows clients
/// @param recorder writes what is decided
record Switching(Ledger ledger, Recorder<Aggregate> recorder) {

  /// Deactivates a client, or activates it again.
  ///
  /// @return why it is not as it should be, or empty when it is
  Future<Optional<Refused>> decide(Exchange exchange, SwitchClient command) {
    exchange.isAbout(command.client());
    return recorder
        .log()
        .barrier(new Key.OfClient(command.client()))
        .compose(isRead -> isRead ? append(exchange, command) : unavailable());
  }

  private Future<Optional<Refused>> append(Exchange exchange, SwitchClient command) {
    var known = ledger.client(command.client()).asOf(recorder.log().now());
    return switch (command.decide(known)) {
      case Decision.Refuse(var refused) -> Future.succeededFuture(Optional.of(refused));
      case Decision.Append(var event) ->
          append(exchange, event, after -> command.outcome((Client) after));
    };
  }

  /// Suspends an account, or reinstates it.
  ///
  /// @return why it is not as it should be, or empty when it is
  Future<Optional<Refused>> decide(Exchange exchange, SwitchAccount command) {
    return append(exchange, command.fact(), after -> command.outcome((Account) after));
  }

  private Future<Optional<Refused>> append(
      Exchange exchange, Event event, Function<Aggregate, Optional<Refused>> outcome) {
    return recorder
        .ask(exchange, event, (after, _) -> outcome.apply(after))
        .compose(answer ->
            switch (answer) {
              case Answer.Unsettled<Optional<Refused>>() -> unavailable();
              case Answer.Settled<Optional<Refused>>(var refused) ->
                  Future.succeededFuture(refused);
            });
  }

  private static Future<Optional<Refused>> unavailable() {
    return Future.succeededFuture(Optional.of(Refused.of(Refusal.LOG_UNAVAILABLE)));
  }
}
