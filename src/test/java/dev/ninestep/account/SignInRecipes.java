package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.LIMITS;
import static dev.ninestep.event.Refusal.ACCOUNTS_UNAVAILABLE;
import static dev.ninestep.event.Refusal.SIGN_INS_TOO_MANY;
import static dev.ninestep.event.Refusal.SIGN_IN_BUSY;
import static dev.ninestep.event.Refusal.SIGN_IN_FAILED;
import static dev.ninestep.event.Refusal.SIGN_IN_FORGED;
import static dev.ninestep.event.Refusal.SIGN_IN_LOCKED;

import dev.ninestep.account.TestBrowser.Page;
import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Recipe;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// How the refusals of the sign-in page are provoked.
public final class SignInRecipes {

  private static final Passwords.Capacity ONE_AT_A_TIME = new Passwords.Capacity(1, 1);
  private static final String PASSWORD = "correct horse";

  private SignInRecipes() {}

  /// All recipes.
  public static Stream<Recipe> all() {
    return Stream.of(
        recipe(
            SIGN_IN_FAILED,
            (_, browser) -> browser.submit(page(browser), "demo", "battery staple")),
        recipe(
            SIGN_IN_FORGED,
            (server, browser) -> browser.submit(page(server.browser()), "demo", PASSWORD)),
        recipe(
            ACCOUNTS_UNAVAILABLE,
            (server, browser) -> {
              var page = page(browser);
              server.accounts.answerAfter(Future.failedFuture("the database is away"));
              return browser.submit(page, "demo", PASSWORD);
            }),
        recipe(
            SIGN_INS_TOO_MANY,
            (_, browser) -> {
              var page = page(browser);
              for (var i = 0; i < LIMITS.perAddress(); i++) {
                browser.submit(page, "name " + i, "battery staple");
              }
              return browser.submit(page, "demo", PASSWORD);
            }),
        recipe(
            SIGN_IN_LOCKED,
            (server, browser) -> {
              for (var i = 0; i < LIMITS.perLogin(); i++) {
                var guesser = server.browser().with("X-Forwarded-For", "10.0." + i + ".1");
                guesser.submit(page(guesser), "demo", "battery staple");
              }
              return browser.submit(page(browser), "demo", PASSWORD);
            }),
        recipe(SIGN_IN_BUSY, SignInRecipes::oneTooMany));
  }

  /// Of three at once, one is checked, one waits and one is turned away.
  private static Provoked oneTooMany(SignInServer server) {
    var browser = server.browser();
    var page = page(browser);
    var latch = Promise.<Void>promise();
    server.accounts.answerAfter(latch.future());
    var three =
        List.of(
            browser.submitting(page, "demo", PASSWORD),
            browser.submitting(page, "demo", PASSWORD),
            browser.submitting(page, "demo", PASSWORD));
    var first = new CompletableFuture<HttpResponse<String>>();
    for (var answer : three) {
      var _ = answer.thenAccept(first::complete);
    }
    var provoked = server.provoked(first.join());
    latch.complete();
    three.forEach(CompletableFuture::join);
    return provoked;
  }

  private static Page page(TestBrowser browser) {
    return browser.get("/sign-in?to=support");
  }

  private static Recipe recipe(
      Refusal refusal, BiFunction<SignInServer, TestBrowser, Page> request) {
    return recipe(
        refusal, server -> server.provoked(request.apply(server, server.browser()).response()));
  }

  private static Recipe recipe(Refusal refusal, Function<SignInServer, Provoked> provocation) {
    return new Recipe(
        refusal,
        Step.AUTHORIZATION,
        Face.PAGE,
        () -> {
          try (var server = new SignInServer(SignInServer.ON_LOOPBACK, "", ONE_AT_A_TIME, 0)) {
            server.account("demo", PASSWORD, Role.USER);
            return provocation.apply(server);
          }
        });
  }
}
