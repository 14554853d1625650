package dev.ninestep.operator;

import dev.ninestep.decision.SwitchAccount;
import dev.ninestep.decision.SwitchClient;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.projection.GrantFilter;
import dev.ninestep.projection.StoredGrant;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/// Does what an operator wants, or says what it would come to.
///
/// @param grants lists what is connected
/// @param switching deactivates clients and suspends accounts
/// @param recorder writes what is ended
record Acting(ProjectedGrants grants, Switching switching, Recorder<Aggregate> recorder) {

  /// What came of it.
  sealed interface Outcome {

    /// What it would come to.
    ///
    /// @param preview to be shown
    record Shown(Preview preview) implements Outcome {}

    /// It is done.
    ///
    /// @param said what was
    record Done(String said) implements Outcome {}

    /// It is not.
    ///
    /// @param refused why
    record NotDone(Refused refused) implements Outcome {}
  }

  /// Says what an act would come to. All that the log holds by now is counted.
  Future<Outcome> preview(RoutingContext context, Act act, GrantFilter which) {
    var dry = new Revocation(which, "", Optional.empty(), true);
    return run(context, dry)
        .compose(outcome ->
            switch (outcome) {
              case Revocations.Outcome.NotDone(var refused) ->
                  Future.succeededFuture(new Outcome.NotDone(refused));
              case Revocations.Outcome.Done(var connections) ->
                  some(which)
                      .map(some -> new Outcome.Shown(Preview.of(act, which, connections, some)));
            });
  }

  private Future<List<StoredGrant>> some(GrantFilter which) {
    return grants.stored().live(which, recorder.log().now(), Optional.empty(), Preview.SHOWN);
  }

  /// Does it.
  ///
  /// @param by who does
  /// @param reason why; whoever lets in again need not say
  Future<Outcome> act(
      RoutingContext context, Act act, GrantFilter which, AccountId by, Optional<String> reason) {
    var who = "operator " + by;
    return switch (act) {
      case END -> run(context, new Revocation(which, who, reason, false)).map(Acting::ended);
      case DEACTIVATE -> client(context, which, who, reason, "The client is deactivated.");
      case ACTIVATE -> client(context, which, who, reason, "The client is active.");
      case SUSPEND -> account(context, which, who, reason, "The account is suspended.");
      case REINSTATE -> account(context, which, who, reason, "The account is reinstated.");
    };
  }

  private Future<Outcome> client(
      RoutingContext context, GrantFilter which, String who, Optional<String> reason, String said) {
    var command = new SwitchClient(which.client().orElseThrow(), who, reason);
    return switching.decide(Exchange.of(context), command).map(refused -> outcome(refused, said));
  }

  private Future<Outcome> account(
      RoutingContext context, GrantFilter which, String who, Optional<String> reason, String said) {
    var command = new SwitchAccount(which.account().orElseThrow(), who, reason);
    return switching.decide(Exchange.of(context), command).map(refused -> outcome(refused, said));
  }

  private static Outcome outcome(Optional<Refused> refused, String said) {
    return refused.<Outcome>map(Outcome.NotDone::new).orElseGet(() -> new Outcome.Done(said));
  }

  private Future<Revocations.Outcome> run(RoutingContext context, Revocation revocation) {
    var ender = new LoggedEnder(recorder, Exchange.of(context));
    return new Revocations(context.vertx(), grants, recorder.log()::now).run(revocation, ender);
  }

  private static Outcome ended(Revocations.Outcome outcome) {
    return switch (outcome) {
      case Revocations.Outcome.NotDone(var refused) -> new Outcome.NotDone(refused);
      case Revocations.Outcome.Done(var ended) ->
          new Outcome.Done(Preview.counted(ended) + " ended.");
    };
  }
}
