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
import dev.ninestep.protocol.SignInNonce;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import java.time.Duration;
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
  void anotherBrowsersFormIsRefused() {
    var theirs = server.browser().get(SUPPORT);
    browser.get(SUPPORT);

    assertRefused(
        browser.submit(theirs, "demo", "correct horse"),
        Refusal.SIGN_IN_FORGED,
        "the form was made for another browser");
  }

  @Test
  void aFormIsRefusedWhereItsCookieWasBlocked() {
    var page = browser.get(SUPPORT);
    browser.forgetCookies();

    assertRefused(
        browser.submit(page, "demo", "correct horse"),
        Refusal.SIGN_IN_FORGED,
        "the browser sent no cookie");
  }

  @Test
  void aFormWithoutItsNonceIsRefused() {
    browser.get(SUPPORT);

    assertRefused(
        browser.post(SUPPORT, Map.of("login", "demo", "password", "correct horse")),
        Refusal.SIGN_IN_FORGED,
        "the nonce does not open");
  }

  @Test
  void aFormMadeForOneRequestIsRefusedForAnother() {
    var one = browser.get("/sign-in?request=" + server.sealed.seal(server.request()));
    var other = "/sign-in?request=" + server.sealed.seal(server.request());

    var answer =
        browser.post(
            other, Map.of("nonce", one.nonce(), "login", "demo", "password", "correct horse"));

    assertRefused(answer, Refusal.SIGN_IN_FORGED, "the form was made for another request");
  }

  @Test
  void aFormCountsForAnHourAndNoLonger() {
    var page = browser.get(SUPPORT);
    server.log.pass(Duration.ofHours(1));
    assertThat(browser.submit(page, "demo", "correct horse").status()).isEqualTo(303);
    server.log.pass(Duration.ofMillis(1));

    assertRefused(
        browser.submit(page, "demo", "correct horse"),
        Refusal.SIGN_IN_FORGED,
        "the form was open for more than an hour");
  }

  @Test
  void aFormThatAnotherSiteSendsIsRefused() {
    var page = browser.get(SUPPORT);
    browser.with("Origin", "https://evil.example").with("Sec-Fetch-Site", "cross-site");

    assertRefused(
        browser.submit(page, "demo", "correct horse"),
        Refusal.SIGN_IN_FORGED,
        "another site sent the form");
  }

  @Test
  void signingOutAtTheBidOfAnotherSiteIsRefused() {
    browser.submit(browser.get(SUPPORT), "demo", "correct horse");
    browser.with("Sec-Fetch-Site", "cross-site");

    assertRefused(
        browser.post("/sign-out", Map.of()), Refusal.SIGN_IN_FORGED, "another site sent the form");
    assertThat(browser.cookies()).containsKey("ninestep");
  }

  @Test
  void aLapsedRequestIsRefusedInItsOwnFlowBeforeAndAfterTheForm() {
    var request = server.request();
    var address = "/sign-in?request=" + server.sealed.seal(request);
    var page = browser.get(address);
    server.log.pass(Duration.ofHours(1).plusMillis(1));

    assertRefused(
        browser.get(address),
        Refusal.AUTHORIZATION_REQUEST_EXPIRED,
        "expired at " + request.expiresAt());
    assertRefused(
        browser.submit(page, "demo", "correct horse"),
        Refusal.AUTHORIZATION_REQUEST_EXPIRED,
        "expired at " + request.expiresAt());
    assertThat(server.log.facts().getLast().flow()).isEqualTo(request.flow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sign-in",
        "/sign-in?to=https://evil.example",
        "/sign-in?to=//evil.example",
        "/sign-in?to=Support",
        "/sign-in?next=/support",
        "/sign-in?request=AAAA",
      })
  void whatIsNotOnTheListLeadsNowhere(String address) {
    assertThat(browser.get(address).status()).isEqualTo(400);
    assertThat(server.log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsExactly(Refusal.AUTHORIZATION_REQUEST_EXPIRED);
  }

  @Test
  void aNonceIsNoSession() {
    browser.get(SUPPORT);
    var nonce = new SignInNonce("b", Optional.empty(), server.log.now().plus(Duration.ofDays(1)));
    browser.cookies().put("ninestep", server.sealed.seal(nonce));

    assertThat(browser.get("/who").body()).isEqualTo("nobody");
  }

  @Test
  void aParameterThatComesTwiceIsRefused() {
    assertThat(browser.get("/sign-in?to=support&to=support").status()).isEqualTo(400);
    assertThat(server.log.events(StepRefused.class).getLast().refusal())
        .isEqualTo(Refusal.PARAMETER_REPEATED);
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

  private void assertRefused(Page answer, Refusal refusal, String detail) {
    var event = server.log.events(StepRefused.class).getLast();
    assertThat(answer.status()).isEqualTo(refusal.status());
    assertThat(answer.body()).contains(refusal.cause());
    assertThat(event.step()).isEqualTo(Step.AUTHORIZATION);
    assertThat(event.refusal()).isEqualTo(refusal);
    assertThat(event.evidence().detail()).contains(detail);
    assertThat(server.log.events(UserSignedIn.class)).hasSizeLessThanOrEqualTo(1);
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
