package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.ON_LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.account.TestBrowser.Page;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.fold.SignInAttempts.Limits;
import dev.ninestep.protocol.Role;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Guessing passwords: what the log has counted decides who may go on.
class SignInThrottleTest {

  private static final String SUPPORT = "/sign-in?to=support";
  private static final String RIGHT = "correct horse";
  private static final String WRONG = "battery staple";
  private static final int PARALLEL = 1_000;

  private SignInServer server = SignInServer.of(ON_LOOPBACK, "");

  @BeforeEach
  void demoHasAnAccount() {
    server.account("demo", RIGHT, Role.USER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void limit(Limits limits) {
    server.close();
    server = new SignInServer(ON_LOOPBACK, "", new Passwords.Capacity(2, 64), 0, limits);
    demoHasAnAccount();
  }

  private TestBrowser at(String address) {
    return server.browser().with("X-Forwarded-For", address);
  }

  private int signIn(String address, String login, String password) {
    var browser = at(address);
    return browser.submit(browser.get(SUPPORT), login, password).status();
  }

  private void guess(int times, String address, String login) {
    for (var i = 0; i < times; i++) {
      assertThat(signIn(address, login, WRONG)).as("guess %d", i + 1).isEqualTo(401);
    }
  }

  private long refused(Refusal refusal) {
    return server.log.events(StepRefused.class).stream()
        .filter(event -> event.refusal() == refusal)
        .count();
  }

  /// (LG-05)
  @Test
  void fromOneAddressFiveMayBeWrongWithinAMinute() {
    for (var i = 0; i < 5; i++) {
      guess(1, "192.0.2.1", "name" + i);
    }
    var browser = at("192.0.2.1");
    var held = browser.submit(browser.get(SUPPORT), "demo", RIGHT);

    assertThat(held.status()).isEqualTo(429);
    assertThat(held.response().headers().firstValue("Retry-After")).contains("60");
    assertThat(browser.cookies()).doesNotContainKey("ninestep");
    assertThat(signIn("192.0.2.2", "demo", RIGHT)).isEqualTo(303);

    server.log.pass(Duration.ofSeconds(60).minusMillis(1));
    assertThat(signIn("192.0.2.1", "demo", RIGHT)).isEqualTo(429);
    server.log.pass(Duration.ofMillis(1));
    assertThat(signIn("192.0.2.1", "demo", RIGHT)).isEqualTo(303);
  }

  /// (LG-05)
  @Test
  void anIpv6HostIsOneHoweverManyAddressesItHas() {
    for (var i = 0; i < 5; i++) {
      guess(1, "2001:db8:1:2::" + i, "name" + i);
    }

    assertThat(signIn("2001:db8:1:2:ffff::1", "demo", RIGHT)).isEqualTo(429);
    assertThat(signIn("2001:db8:1:3::1", "demo", RIGHT)).isEqualTo(303);
  }

  /// (LG-05)
  @Test
  void fromOneNetworkTwentyFiveMayBeWrongWithinAMinute() {
    for (var i = 0; i < 25; i++) {
      guess(1, "198.51.100." + i, "name" + i);
    }

    assertThat(signIn("198.51.100.200", "demo", RIGHT)).isEqualTo(429);
    assertThat(signIn("198.51.101.200", "demo", RIGHT)).isEqualTo(303);
  }

  /// (LG-05)
  @Test
  void thereIsACeilingForAllTogether() {
    limit(new Limits(100, 100, 100, 3));
    for (var i = 0; i < 3; i++) {
      guess(1, "10." + i + ".0.1", "name" + i);
    }

    assertThat(signIn("10.9.0.1", "demo", RIGHT)).isEqualTo(429);
    server.log.pass(Duration.ofMinutes(1));
    assertThat(signIn("10.9.0.1", "demo", RIGHT)).isEqualTo(303);
  }

  /// (LG-05)
  @Test
  void theRightPasswordMakesGoodWhatWasGuessedUnderItsNameButNotWhatItsAddressGuessed() {
    limit(new Limits(3, 5, 100, 100));
    guess(2, "192.0.2.1", "demo");
    guess(2, "192.0.2.1", "other");
    assertThat(signIn("192.0.2.1", "demo", RIGHT)).isEqualTo(303);

    guess(1, "192.0.2.1", "demo");
    assertThat(signIn("192.0.2.1", "demo", RIGHT)).isEqualTo(429);
    guess(1, "203.0.113.1", "demo");
    assertThat(signIn("203.0.113.1", "demo", RIGHT)).isEqualTo(303);
  }

  /// (LG-06)
  @Test
  void ofAThousandGuessesAtOnceNoMoreAreCheckedThanMayBeWrong() {
    limit(new Limits(10, 10_000, 10_000, 10_000));
    var lookUps = server.accounts.lookUps();
    var browser = server.browser();
    var page = browser.get(SUPPORT);

    var statuses =
        IntStream.range(0, PARALLEL)
            .mapToObj(i -> browser.submitting(page, i % 2 == 0 ? "demo" : "DEMO", WRONG + i))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .map(HttpResponse::statusCode)
            .toList();

    assertThat(statuses).hasSize(PARALLEL).isSubsetOf(401, 503);
    assertThat(server.accounts.lookUps() - lookUps).isEqualTo(10);
    assertThat(refused(Refusal.SIGN_IN_FAILED)).isEqualTo(10);
    assertThat(refused(Refusal.SIGN_IN_LOCKED)).isEqualTo(1);
    assertThat(refused(Refusal.SIGN_IN_BUSY)).isLessThanOrEqualTo(1);
  }

  /// (LG-07)
  @Test
  void whoIsLockedOutReadsWhatWhoeverGuessesWrongReads() {
    limit(new Limits(1, 100, 100, 100));
    var browser = server.browser();
    var page = browser.get(SUPPORT);
    var wrong = browser.submit(page, "demo", WRONG);

    var locked = browser.submit(page, "demo", RIGHT);

    assertThat(locked.status()).isEqualTo(wrong.status());
    assertThat(plain(locked)).isEqualTo(plain(wrong));
    assertThat(locked.response().headers().map().keySet())
        .isEqualTo(wrong.response().headers().map().keySet());
    assertThat(browser.submit(page, "nobody", WRONG).status()).isEqualTo(401);
    assertThat(plain(browser.submit(page, "nobody", WRONG))).contains("The name or the password");
    assertThat(refused(Refusal.SIGN_IN_LOCKED)).isEqualTo(2);
  }

  private static String plain(Page page) {
    return page.body().replace(page.nonce(), "").replaceAll("[0-9a-f]{32}", "");
  }

  /// (LG-07)
  @Test
  void whoIsSignedInStaysSoWhileTheNameIsLocked() {
    var theirs = at("203.0.113.1");
    theirs.submit(theirs.get(SUPPORT), "demo", RIGHT);
    limitIsReached();

    assertThat(theirs.get("/who").body()).isNotEqualTo("nobody");
    assertThat(signIn("203.0.113.1", "demo", RIGHT)).isEqualTo(401);
    server.log.pass(Duration.ofMinutes(15).minusMillis(1));
    assertThat(signIn("203.0.113.1", "demo", RIGHT)).isEqualTo(401);
    server.log.pass(Duration.ofMillis(1));
    assertThat(signIn("203.0.113.1", "demo", RIGHT)).isEqualTo(303);
  }

  private void limitIsReached() {
    guess(5, "192.0.2.1", "demo");
    guess(5, "192.0.2.2", "demo");
  }

  @Test
  void whoComesOnAndOnIsHeardOfOnce() {
    limitIsReached();
    var presented = server.log.events(PasswordPresented.class).size();
    for (var i = 0; i < 50; i++) {
      assertThat(signIn("192.0.2.1", "demo", WRONG)).isEqualTo(429);
      assertThat(signIn("192.0.2." + (10 + i), "demo", WRONG)).isEqualTo(401);
    }

    assertThat(server.log.events(PasswordPresented.class)).hasSize(presented);
    assertThat(refused(Refusal.SIGN_INS_TOO_MANY)).isEqualTo(1);
    assertThat(refused(Refusal.SIGN_IN_LOCKED)).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeCheckedDoesNotCount() {
    limit(new Limits(1, 1, 1, 1));
    server.accounts.answerAfter(Future.failedFuture("the database is away"));
    assertThat(signIn("192.0.2.1", "demo", RIGHT)).isEqualTo(503);
    assertThat(signIn("192.0.2.1", "demo", RIGHT)).isEqualTo(503);

    server.accounts.answerAfter(Future.succeededFuture());
    assertThat(signIn("192.0.2.1", "demo", RIGHT)).isEqualTo(303);
  }

  @Test
  void whatTheLogDidNotCountIsNotChecked() {
    var lookUps = server.accounts.lookUps();
    var browser = server.browser();
    var page = browser.get(SUPPORT);
    server.log.goDown();

    assertThat(browser.submit(page, "demo", RIGHT).status()).isEqualTo(503);
    assertThat(server.accounts.lookUps()).isEqualTo(lookUps);
  }

  @Test
  void theLogKnowsNeitherNameNorAddress() {
    guess(1, "192.0.2.77", "Alice@Example.org");

    assertThat(server.log.events(PasswordPresented.class).getFirst().login()).hasSize(43);
    assertThat(server.log.facts().toString())
        .doesNotContainIgnoringCase("alice")
        .doesNotContain("192.0.2.77");
  }
}
