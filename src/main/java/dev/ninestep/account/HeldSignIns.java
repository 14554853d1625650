package dev.ninestep.account;

import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.SignInAttempts.Hold;
import dev.ninestep.protocol.Step;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// Answers those whose password is not checked.
///
/// @param refusals renders what is refused
/// @param page shows the form once more
record HeldSignIns(Refusals refusals, SignInPage page) {

  /// Whoever guessed too much under one name is told what those are told who guessed wrong, and so
  /// learns nothing; whoever guessed too much from one place is told to wait.
  void answer(
      RoutingContext context,
      Destination destination,
      String typed,
      PasswordPresented presented,
      Hold hold) {
    switch (hold) {
      case Hold.OfSource(var wait) -> {
        context.response().putHeader("Retry-After", Long.toString(seconds(wait)));
        refuse(context, Refusal.SIGN_INS_TOO_MANY);
      }
      case Hold.OfLogin _ -> {
        var locked = Refused.of(Refusal.SIGN_IN_LOCKED);
        refusals.record(context, Step.AUTHORIZATION, locked, presented.login());
        page.showAgain(context, destination, typed);
      }
      case Hold.None _ -> throw new IllegalArgumentException("nothing holds it");
    }
  }

  /// No place is free to check it.
  void turnAway(RoutingContext context) {
    refuse(context, Refusal.SIGN_IN_BUSY);
  }

  private void refuse(RoutingContext context, Refusal refusal) {
    refusals.page(context, Step.AUTHORIZATION, Refused.of(refusal));
  }

  private static long seconds(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
