package dev.ninestep.account;

import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.Sparingly;
import dev.ninestep.fold.SignInAttempts.Hold;
import dev.ninestep.protocol.Step;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// Answers those whose password is not checked. The log hears of each of them once a minute, so
/// that no flood reaches it.
///
/// @param refusals renders what is refused
/// @param page shows the form once more
/// @param sparingly keeps floods from the log
record HeldSignIns(Refusals refusals, SignInPage page, Sparingly sparingly) {

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
        refuse(context, Refusal.SIGN_INS_TOO_MANY, presented.caller().address());
      }
      case Hold.OfLogin _ -> {
        if (sparingly.isNews(presented.login())) {
          refusals.record(context, Step.AUTHORIZATION, Refused.of(Refusal.SIGN_IN_LOCKED));
        }
        page.showAgain(context, destination, typed);
      }
      case Hold.None _ -> throw new IllegalArgumentException("nothing holds it");
    }
  }

  /// No place is free to check it.
  void turnAway(RoutingContext context) {
    refuse(context, Refusal.SIGN_IN_BUSY, "busy");
  }

  private void refuse(RoutingContext context, Refusal refusal, String who) {
    if (sparingly.isNews(who)) {
      refusals.page(context, Step.AUTHORIZATION, Refused.of(refusal));
    } else {
      refusals.writePage(context, Refused.of(refusal));
    }
  }

  private static long seconds(Duration wait) {
    return wait.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
