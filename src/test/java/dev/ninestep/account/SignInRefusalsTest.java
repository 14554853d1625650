package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.ON_LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ninestep.account.TestBrowser.Page;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.Role;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInRefusalsTest {

  private static final String SUPPORT = "/sign-in?to=support";

  private final SignInServer server = SignInServer.of(ON_LOOPBACK, "");
  private final TestBrowser browser = server.browser();

  @BeforeEach
  void demoHasAnAccount() {
    server.account("demo", "correct horse", Role.USER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// (LG-03)
  @Test
  void anUnknownNameAndAWrongPasswordGetTheSameAnswer() {
    var page = browser.get("/sign-in?request=" + server.sealed.seal(server.request()));

    var wrong = browser.submit(page, "demo", "battery staple");
    var unknown = browser.submit(page, "omed", "battery staple");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.body().replace(unknown.nonce(), "").replace("omed", "demo"))
        .isEqualTo(wrong.body().replace(wrong.nonce(), ""));
    assertThat(headers(unknown)).isEqualTo(headers(wrong));
    assertThat(server.log.events(StepRefused.class))
        .extracting(StepRefused::refusal, StepRefused::evidence)
        .containsOnly(tuple(Refusal.SIGN_IN_FAILED, Evidence.NONE));
  }

  @Test
  void aFailedSignInIsAFactOfItsFlowAndTheFormComesAgain() {
    var request = server.request();
    var page = browser.get("/sign-in?request=" + server.sealed.seal(request));

    var again = browser.submit(page, "demo", "battery staple");

    var fact = server.log.facts().getLast();
    assertThat(fact.flow()).isEqualTo(request.flow());
    assertThat(browser.cookies()).doesNotContainKey("ninestep");
    assertThat(browser.submit(again, "demo", "correct horse").status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_025})
  void aPasswordThatNobodyCanHaveIsAWrongOne(int length) {
    var page = browser.get(SUPPORT);

    assertThat(browser.submit(page, "demo", "a".repeat(length)).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "de\0mo", "a name that goes on and on and on "})
  void aNameThatNobodyCanHaveIsLookedUpNowhere(String name) {
    var before = server.accounts.lookUps();
    var page = browser.get(SUPPORT);

    assertThat(browser.submit(page, name.repeat(6), "correct horse").status()).isEqualTo(401);
    assertThat(server.accounts.lookUps()).isEqualTo(before);
  }

  @Test
  void aSuspendedAccountIsToldSoOnceItsPasswordWasRight() {
    suspendDemo();
    var page = browser.get(SUPPORT);

    assertThat(browser.submit(page, "demo", "battery staple").status()).isEqualTo(401);
    var answer = browser.submit(page, "demo", "correct horse");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(server.log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsExactly(Refusal.SIGN_IN_FAILED, Refusal.ACCOUNT_SUSPENDED);
    assertThat(browser.cookies()).doesNotContainKey("ninestep");
  }

  @Test
  void suspendingAnAccountEndsItsSession() {
    browser.submit(browser.get(SUPPORT), "demo", "correct horse");
    assertThat(browser.get("/who").body()).isNotEqualTo("nobody");

    suspendDemo();

    assertThat(browser.get("/who").body()).isEqualTo("nobody");
  }

  @Test
  void aSignInThatTheLogDidNotTakeGivesNoSession() {
    var page = browser.get(SUPPORT);
    server.log.goDown();

    var answer = browser.submit(page, "demo", "correct horse");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(browser.cookies()).doesNotContainKey("ninestep");
    assertThat(server.log.events(UserSignedIn.class)).isEmpty();
  }

  @Test
  void whenTheDatabaseIsAwayNobodyIsCalledWrong() {
    var page = browser.get(SUPPORT);
    server.accounts.answerAfter(Future.failedFuture("the database is away"));

    var answer = browser.submit(page, "demo", "correct horse");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(server.log.events(StepRefused.class).getLast().refusal())
        .isEqualTo(Refusal.ACCOUNTS_UNAVAILABLE);
  }

  private void suspendDemo() {
    var demo = SignInServer.await(server.accounts.findByLogin("demo")).orElseThrow().id();
    server.log.tell(
        server.log.seal(
            new Key.OfAccount(demo),
            server.mint.flow(),
            server.mint.request(),
            Optional.empty(),
            Optional.empty(),
            new AccountSuspended(demo, "operator", "a test")));
  }

  /// All headers whose values are not unique to one response.
  private static Map<String, ?> headers(Page answer) {
    return Map.of(
        "names",
        answer.response().headers().map().keySet(),
        "policy",
        answer.response().headers().allValues("Content-Security-Policy"),
        "cookies",
        answer.response().headers().allValues("Set-Cookie").stream()
            .map(cookie -> cookie.replaceAll("Expires=[^;]*", ""))
            .toList());
  }
}
