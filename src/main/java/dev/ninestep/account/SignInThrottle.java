package dev.ninestep.account;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Guesses;
import dev.ninestep.fold.Ledger;
import dev.ninestep.fold.SignInAttempts.Hold;
import dev.ninestep.log.Answer;
import dev.ninestep.token.Mint;
import io.vertx.core.Future;
import java.util.function.Supplier;

/// Lets a password be checked once the log has counted it, on whatever pod: who guesses at the same
/// time in many places gets no more guesses for that.
///
/// @param rules how many may fail
/// @param mint names presentations
/// @param ledger knows what was presented lately
/// @param recorder writes what is presented
/// @spec https://owasp.org/www-project-application-security-verification-standard/ ASVS 6.1.1
record SignInThrottle(SignInRules rules, Mint mint, Ledger ledger, Recorder<Aggregate> recorder) {

  /// What is to be presented.
  PasswordPresented presentation(Exchange exchange, Login login) {
    return new PasswordPresented(
        mint.attempt(), rules.logins().of(login.folded()), exchange.caller());
  }

  /// What already speaks against it. Nothing is written, so a flood of those who are held gets no
  /// further than here.
  Hold hold(PasswordPresented presented) {
    return ledger
        .signIns()
        .hold(presented.login(), presented.caller(), rules.limits(), recorder.log().now());
  }

  /// Presents a password, and checks it if it may be.
  ///
  /// @param check finds out whose name and password they are
  Future<Identity> present(
      Exchange exchange, PasswordPresented presented, Supplier<Future<Identity>> check) {
    var fact = recorder.fact(exchange, presented);
    return recorder
        .log()
        .ask(
            fact,
            (after, at) -> ledger.signIns().hold((Guesses) after, presented, rules.limits(), at))
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Hold>(Hold.None _) -> check.get();
              case Answer.Settled<Hold>(var hold) ->
                  Future.succeededFuture(new Identity.Held(hold));
              case Answer.Unsettled<Hold> _ -> Future.succeededFuture(new Identity.Uncounted());
            })
        .onSuccess(identity -> {
          if (identity instanceof Identity.Unknowable) {
            recorder.log().undelivered(fact, DeliveryFailure.NOT_CHECKED);
          }
        });
  }

  /// Tells that it was the right one.
  void accept(Exchange exchange, PasswordPresented presented) {
    recorder.tell(
        exchange, new PasswordAccepted(presented.attempt(), presented.login(), presented.caller()));
  }
}
