package dev.ninestep.account;

import dev.ninestep.account.Arrivals.Arrival;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.exchange.Body;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.exchange.SeeOther;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.fold.SignInAttempts.Hold;
import dev.ninestep.log.Answer;
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;

/// The sign-in form comes back.
///
/// @param prefix what stands before the paths of the OAuth endpoints
/// @param sealed opens nonces
/// @param browser tells which browser it is
/// @param arrivals tells where it leads
/// @param ledger knows which accounts are suspended
/// @param recorder writes that a user signed in
/// @param refusals renders what is refused
/// @param credentials tells whose name and password they are
/// @param sessions begins a session
/// @param page shows the form once more
/// @param throttle counts what is presented
/// @param held answers those who presented too much
record SignInStep(
    String prefix,
    SealedValues sealed,
    Browser browser,
    Arrivals arrivals,
    Ledger ledger,
    Recorder<Aggregate> recorder,
    Refusals refusals,
    Credentials credentials,
    Sessions sessions,
    SignInPage page,
    SignInThrottle throttle,
    HeldSignIns held)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    switch (arrivals.arrival(context)) {
      case Arrival.On(var destination) ->
          Body.of(context)
              .compose(body -> take(context, destination, body))
              .onFailure(context::fail);
      case Arrival.Astray(var refused) -> refuse(context, refused);
    }
  }

  private Future<Void> take(RoutingContext context, Destination destination, Buffer body) {
    var sent = parse(context, body);
    if (sent.isEmpty()) {
      return refuse(context, Refused.of(Refusal.REQUEST_MALFORMED, "body"));
    }
    var form = submitted(context, destination, sent.get());
    var refused = form.refused();
    return refused.isPresent()
        ? refuse(context, refused.get())
        : identify(context, destination, form);
  }

  private static Optional<Parameters> parse(RoutingContext context, Buffer body) {
    return RequestParameters.isForm(context.request())
        ? RequestParameters.ofForm(body)
        : Optional.empty();
  }

  private SubmittedForm submitted(
      RoutingContext context, Destination destination, Parameters sent) {
    return new SubmittedForm(
        sent,
        browser.speaksForAnother(context),
        browser.known(context),
        sent.get("nonce").flatMap(sealed::openSignInNonce),
        destination.flow(),
        recorder.log().now());
  }

  private Future<Void> identify(
      RoutingContext context, Destination destination, SubmittedForm form) {
    var login = form.login();
    var password = form.password();
    if (login.isEmpty() || password.isEmpty()) {
      return showAgain(context, destination, form);
    }
    var exchange = Exchange.of(context);
    var attempt =
        new Attempt(context, destination, form, throttle.presentation(exchange, login.get()));
    var hold = throttle.hold(attempt.presented());
    if (!(hold instanceof Hold.None)) {
      password.get().wipe();
      return hold(attempt, hold);
    }
    return credentials
        .identify(
            login.get(),
            password.get(),
            check -> throttle.present(exchange, attempt.presented(), check))
        .map(found -> found.compose(identity -> answer(attempt, identity)))
        .orElseGet(() -> {
          held.turnAway(context);
          return Future.succeededFuture();
        });
  }

  /// A password on its way.
  private record Attempt(
      RoutingContext context,
      Destination destination,
      SubmittedForm form,
      PasswordPresented presented) {}

  private Future<Void> hold(Attempt attempt, Hold hold) {
    held.answer(
        attempt.context(), attempt.destination(), attempt.form().name(), attempt.presented(), hold);
    return Future.succeededFuture();
  }

  private Future<Void> answer(Attempt attempt, Identity identity) {
    var context = attempt.context();
    return switch (identity) {
      case Identity.Proven(var account) when ledger.account(account.id()).isOpen() ->
          welcome(attempt, account);
      case Identity.Proven _ -> refuse(context, Refused.of(Refusal.ACCOUNT_SUSPENDED));
      case Identity.Unproven _ -> showAgain(context, attempt.destination(), attempt.form());
      case Identity.Unknowable _ -> refuse(context, Refused.of(Refusal.ACCOUNTS_UNAVAILABLE));
      case Identity.Held(var hold) -> hold(attempt, hold);
      case Identity.Uncounted _ -> refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
    };
  }

  /// The sign-in is in the log before the browser gets its cookie.
  private Future<Void> welcome(Attempt attempt, StoredAccount account) {
    var context = attempt.context();
    var exchange = Exchange.of(context);
    return recorder
        .ask(exchange, new UserSignedIn(account.id(), "pwd", exchange.caller()), (_, at) -> at)
        .compose(answer ->
            switch (answer) {
              case Answer.Settled<Instant>(var at) -> {
                throttle.accept(exchange, attempt.presented());
                sessions.begin(context, account, at);
                SeeOther.send(context, attempt.destination().location(prefix));
                yield Future.succeededFuture();
              }
              case Answer.Unsettled<Instant> _ ->
                  refuse(context, Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }

  private Future<Void> showAgain(
      RoutingContext context, Destination destination, SubmittedForm form) {
    refusals.record(context, Step.AUTHORIZATION, Refused.of(Refusal.SIGN_IN_FAILED));
    page.showAgain(context, destination, form.name());
    return Future.succeededFuture();
  }

  private Future<Void> refuse(RoutingContext context, Refused refused) {
    refusals.page(context, Step.AUTHORIZATION, refused);
    return Future.succeededFuture();
  }
}
