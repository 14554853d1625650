package dev.ninestep.operator;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.projection.GrantFilter;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Ends what operators want to have ended: everything of it that was in the log when they asked.
///
/// Who holds which grant stands in the projection, which is behind the log. So first it is asked
/// where the log ends, then waited until all of that is projected; what is listed then lacks
/// nothing, and each grant of the list is ended by a fact of its own.
///
/// @param vertx whose timers wait
/// @param grants lists what there is
/// @param now the log's time, as well as it is known
public record Revocations(Vertx vertx, ProjectedGrants grants, Supplier<Instant> now) {

  private static final int AT_ONCE = 200;

  /// What came of it.
  public sealed interface Outcome {

    /// It is done.
    ///
    /// @param grants how many were ended, or would have been
    record Done(int grants) implements Outcome {}

    /// It is not, or not all of it.
    ///
    /// @param refused why
    record NotDone(Refused refused) implements Outcome {}
  }

  /// Ends grants.
  ///
  /// @param revocation which of them, and why
  /// @param ender writes it, unless it is dry
  /// @return what came of it; failed when the database is away
  public Future<Outcome> run(Revocation revocation, Ender ender) {
    return grants
        .catchUp(vertx)
        .compose(behind ->
            behind.isPresent() ? Future.succeededFuture(behind) : unknown(revocation.which()))
        .compose(refused ->
            refused.isPresent()
                ? notDone(refused.get())
                : end(revocation, ender, Optional.empty(), 0));
  }

  /// What is named and not known is misspelt, most likely.
  private Future<Optional<Refused>> unknown(GrantFilter which) {
    var isFlowKnown = which.flow().map(grants.stored()::know);
    var isClientKnown = which.client().map(grants.stored()::know);
    return refusedUnless(isFlowKnown, Refusal.CONNECTION_UNKNOWN)
        .compose(refused ->
            refused.isPresent()
                ? Future.succeededFuture(refused)
                : refusedUnless(isClientKnown, Refusal.CLIENT_NOT_FOUND));
  }

  private static Future<Optional<Refused>> refusedUnless(
      Optional<Future<Boolean>> isKnown, Refusal refusal) {
    return isKnown
        .orElseGet(() -> Future.succeededFuture(true))
        .map(yes -> yes ? Optional.empty() : Optional.of(Refused.of(refusal)));
  }

  private Future<Outcome> end(
      Revocation revocation, Ender ender, Optional<FlowId> after, int before) {
    return grants
        .stored()
        .live(revocation.which(), now.get(), after, AT_ONCE)
        .compose(some -> {
          if (some.isEmpty()) {
            return Future.succeededFuture(new Outcome.Done(before));
          }
          var last = Optional.of(some.getLast().flow());
          return revocation.isDry()
              ? end(revocation, ender, last, before + some.size())
              : ender
                  .end(revocation, some)
                  .compose(ended ->
                      ended.isSettled()
                          ? end(revocation, ender, last, before + ended.grants())
                          : notDone(unsettled(before + ended.grants())));
        });
  }

  private static Refused unsettled(int ended) {
    return Refused.of(
        Refusal.LOG_UNAVAILABLE, ended + " are known to be ended; send the same again");
  }

  private static Future<Outcome> notDone(Refused refused) {
    return Future.succeededFuture(new Outcome.NotDone(refused));
  }
}
