package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.ON_LOOPBACK;
import static dev.ninestep.account.SignInServer.OVER_TLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Session;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

  private final SignInServer server = SignInServer.of(ON_LOOPBACK, "/oauth");
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
  void thePageSaysWhoAsksForWhatAndWhereItLeads() {
    var page = browser.get("/oauth/sign-in?request=" + server.sealed.seal(server.request()));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Claude", "https://auth.example/mcp", "claude.ai");
  }

  @Test
  void aClientsNameIsShownAsTextWhateverItCallsItself() {
    var client = server.mint.client();
    var home = new RedirectUri("http://localhost:3118/callback");
    server.register(client, "<b>Claude</b>", home);

    var page =
        browser.get("/oauth/sign-in?request=" + server.sealed.seal(server.request(client, home)));

    assertThat(page.body())
        .contains("&lt;b&gt;Claude&lt;/b&gt;")
        .doesNotContain("<b>")
        .contains("an app on this computer");
  }

  /// (AZ-31)
  @Test
  void theRightPasswordLeadsToConsentWithASession() {
    var request = server.request();
    var sealed = server.sealed.seal(request);
    var page = browser.get("/oauth/sign-in?request=" + sealed);

    var answer = browser.submit(page, "demo", "correct horse");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(location(answer)).isEqualTo("/oauth/consent?request=" + sealed);
    var account = server.log.events(UserSignedIn.class).getFirst().account();
    assertThat(browser.get("/who").body()).isEqualTo(account.toString());
    var noon = VirtualFlowLog.NOON;
    assertThat(session())
        .isEqualTo(
            new Session(
                session().id(), account, Role.USER, noon, noon.plus(Duration.ofMinutes(30))));
  }

  @Test
  void theSignInIsAFactOfTheFlowItIsFor() {
    var request = server.request();
    var page = browser.get("/oauth/sign-in?request=" + server.sealed.seal(request));

    var answer = browser.submit(page, "demo", "correct horse");

    assertThat(server.log.facts())
        .filteredOn(fact -> fact.event() instanceof UserSignedIn)
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.flow()).isEqualTo(request.flow());
          assertThat(fact.client()).contains(request.client());
        });
    assertThat(answer.response().headers().firstValue("X-Correlation-ID"))
        .contains(request.flow().toString());
  }

  /// (LG-04)
  @ParameterizedTest
  @ValueSource(ints = {64, 72, 200, 1_024})
  void aLongPasswordCountsWithEverySpaceInItAndBesideIt(int length) {
    var password = " " + "a".repeat(length - 2) + " ";
    server.account("long", password, Role.USER);
    var page = browser.get("/oauth/sign-in?to=support");

    assertThat(browser.submit(page, "long", password.strip()).status()).isEqualTo(401);
    assertThat(browser.submit(page, "long", password.toUpperCase(Locale.ROOT)).status())
        .isEqualTo(401);
    assertThat(browser.submit(page, "long", password).status()).isEqualTo(303);
  }

  /// (LG-08)
  @Test
  void aHashOfLowerCostIsReplacedWhenItsOwnerSignsIn() {
    var demo = SignInServer.await(server.accounts.findByLogin("demo")).orElseThrow();
    var password = Password.parse("correct horse").orElseThrow();
    var old = Argon2Hash.of(password, new Argon2Cost(8, 1, 1), new byte[16]).stored();
    SignInServer.await(server.accounts.setPassword(demo.id(), old));
    var page = browser.get("/oauth/sign-in?to=support");

    assertThat(browser.submit(page, "demo", "battery staple").status()).isEqualTo(401);
    assertThat(stored("demo")).isEqualTo(new Argon2Cost(8, 1, 1));
    assertThat(browser.submit(page, "demo", "correct horse").status()).isEqualTo(303);
    assertThat(stored("demo")).isEqualTo(SignInServer.CHEAP);
    assertThat(browser.submit(page, "demo", "correct horse").status()).isEqualTo(303);
  }

  private Argon2Cost stored(String login) {
    return SignInServer.await(server.accounts.findByLogin(login))
        .flatMap(StoredAccount::password)
        .flatMap(Argon2Hash::parse)
        .orElseThrow()
        .cost();
  }

  @Test
  void aLoginIsTheSameInUpperAndLowerCaseAndAPasswordIsNot() {
    var page = browser.get("/oauth/sign-in?to=support");

    assertThat(browser.submit(page, "Demo", "correct horse").status()).isEqualTo(303);
    assertThat(browser.submit(page, "demo", "Correct horse").status()).isEqualTo(401);
  }

  @Test
  void oneWhoComesOnTheirOwnIsLedToTheConsole() {
    var answer = browser.submit(browser.get("/oauth/sign-in?to=support"), "demo", "correct horse");

    assertThat(location(answer)).isEqualTo("/support");
  }

  @Test
  void oneWhoFollowedALinkToAFlowIsLedThere() {
    var flow = "0123456789abcdef".repeat(2);
    var page = browser.get("/oauth/sign-in?to=flow-" + flow);

    assertThat(location(browser.submit(page, "demo", "correct horse")))
        .isEqualTo("/support/flows/" + flow);
  }

  @Test
  void twoPagesOpenInOneBrowserBothCount() {
    var first = browser.get("/oauth/sign-in?request=" + server.sealed.seal(server.request()));
    var second = browser.get("/oauth/sign-in?request=" + server.sealed.seal(server.request()));

    assertThat(browser.submit(first, "demo", "correct horse").status()).isEqualTo(303);
    assertThat(browser.submit(second, "demo", "correct horse").status()).isEqualTo(303);
  }

  @Test
  void signingOutMakesTheBrowserForget() {
    browser.submit(browser.get("/oauth/sign-in?to=support"), "demo", "correct horse");

    var answer = browser.post("/oauth/sign-out", Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(browser.get("/who").body()).isEqualTo("nobody");
  }

  // LG-11
  @Test
  void afterSigningOutTheSessionCountsNowhere() {
    browser.submit(browser.get("/oauth/sign-in?to=support"), "demo", "correct horse");
    var copied = Map.copyOf(browser.cookies());
    var session = session();
    browser.post("/oauth/sign-out", Map.of());
    browser.cookies().putAll(copied);

    assertThat(browser.get("/who").body()).isEqualTo("nobody");
    assertThat(server.log.events(SessionEnded.class))
        .containsExactly(new SessionEnded(session.account(), session.id(), session.endsAt()));

    browser.submit(browser.get("/oauth/sign-in?to=support"), "demo", "correct horse");
    assertThat(browser.get("/who").body()).isNotEqualTo("nobody");
  }

  @Test
  void whoeverSignsOutWhileTheLogIsAwayIsForgottenByTheBrowser() {
    browser.submit(browser.get("/oauth/sign-in?to=support"), "demo", "correct horse");
    server.log.goDown();

    assertThat(browser.post("/oauth/sign-out", Map.of()).status()).isEqualTo(200);
    assertThat(browser.get("/who").body()).isEqualTo("nobody");
  }

  @Test
  void theLongestRequestFitsIntoAnAddress() {
    var client = server.mint.client();
    var start = "https://claude.ai/";
    var redirect = new RedirectUri(start + "c".repeat(2_048 - start.length()));
    server.register(client, "Claude", redirect);
    var request = server.request(client, redirect, "s".repeat(4_096));

    var page = browser.get("/oauth/sign-in?request=" + server.sealed.seal(request));

    assertThat(browser.submit(page, "demo", "correct horse").status()).isEqualTo(303);
  }

  /// (LG-04)
  @Test
  void aPasswordOfAThousandCharactersCountsToTheLastOne() {
    var longest = "\u8a9e".repeat(1_023);
    server.account("long", longest + "a", Role.USER);
    var page = browser.get("/oauth/sign-in?to=support");

    assertThat(browser.submit(page, "long", longest + "b").status()).isEqualTo(401);
    assertThat(browser.submit(page, "long", longest + "a").status()).isEqualTo(303);
  }

  @Test
  void underHttpsBothCookiesAreOfThisHostAlone() {
    try (var overTls = SignInServer.of(OVER_TLS, "")) {
      overTls.account("demo", "correct horse", Role.USER);
      var there = overTls.browser();

      there.submit(there.get("/sign-in?to=support"), "demo", "correct horse");

      assertThat(there.cookies()).containsOnlyKeys("__Host-ninestep", "__Host-ninestep-browser");
    }
  }

  private Session session() {
    return server.sealed.openSession(browser.cookies().get("ninestep")).orElseThrow();
  }

  private static String location(TestBrowser.Page answer) {
    return answer.response().headers().firstValue("Location").orElseThrow();
  }
}
