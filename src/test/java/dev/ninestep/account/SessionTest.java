package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.ON_LOOPBACK;
import static dev.ninestep.account.SignInServer.OVER_TLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.Key;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long a sign-in lasts, and what ends it.
class SessionTest {

  private static final String SUPPORT = "/sign-in?to=support";
  private static final String PASSWORD = "correct horse";
  private static final Duration UNUSED = Duration.ofMinutes(30);
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private final SignInServer server = SignInServer.of(ON_LOOPBACK, "");
  private final TestBrowser browser = server.browser();

  @BeforeEach
  void demoSignsIn() {
    server.account("demo", PASSWORD, Role.USER);
    signIn(browser);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void signIn(TestBrowser browser) {
    assertThat(browser.submit(browser.get(SUPPORT), "demo", PASSWORD).status()).isEqualTo(303);
  }

  private boolean isSignedIn(TestBrowser browser) {
    return !browser.get("/who").body().equals("nobody");
  }

  private Session session(TestBrowser browser) {
    return server.sealed.openSession(browser.cookies().get("ninestep")).orElseThrow();
  }

  /// (LG-12)
  @Test
  void aSessionThatIsNotUsedEndsAfterHalfAnHourOfTheLogsTime() {
    server.log.pass(UNUSED.minus(A_MOMENT));
    var copy = server.browser();
    copy.cookies().putAll(browser.cookies());
    assertThat(isSignedIn(copy)).isTrue();
    server.log.pass(A_MOMENT);

    assertThat(isSignedIn(browser)).isFalse();
  }

  /// (LG-12)
  @Test
  void useKeepsASessionAliveUnderItsName() {
    var name = session(browser).id();
    for (var i = 0; i < 5; i++) {
      server.log.pass(UNUSED.minus(A_MOMENT));
      assertThat(isSignedIn(browser)).isTrue();
    }

    assertThat(session(browser).id()).isEqualTo(name);
    server.log.pass(UNUSED);
    assertThat(isSignedIn(browser)).isFalse();
  }

  /// (LG-12)
  @Test
  void aSessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
    for (var i = 0; i < 12 * 60 / 20 - 1; i++) {
      server.log.pass(Duration.ofMinutes(20));
      assertThat(isSignedIn(browser)).isTrue();
    }
    server.log.pass(Duration.ofMinutes(20).minus(A_MOMENT));

    assertThat(isSignedIn(browser)).isTrue();
    server.log.pass(A_MOMENT);
    assertThat(isSignedIn(browser)).isFalse();
  }

  @Test
  void aCookieIsMadeAnewOnceAMinuteAtMost() {
    server.log.pass(Duration.ofMinutes(1).minus(A_MOMENT));
    assertThat(browser.get("/who").response().headers().allValues("Set-Cookie")).isEmpty();
    server.log.pass(A_MOMENT);
    assertThat(browser.get("/who").response().headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(cookie -> assertThat(cookie).contains("Max-Age=1800"));
  }

  /// (LG-01)
  @Test
  void aSignInBeginsASessionWithANewNameWhateverTheBrowserBrought() {
    var planted = Map.copyOf(browser.cookies());
    var name = session(browser).id();

    signIn(browser);

    assertThat(session(browser).id()).isNotEqualTo(name);
    assertThat(browser.cookies().get("ninestep")).isNotEqualTo(planted.get("ninestep"));
  }

  /// (LG-02)
  @Test
  void theCookieIsOfThisHostAloneAndOutOfReachOfScriptsAndOtherSites() {
    try (var overTls = SignInServer.of(OVER_TLS, "")) {
      overTls.account("demo", PASSWORD, Role.USER);
      var there = overTls.browser();

      var answer = there.submit(there.get(SUPPORT), "demo", PASSWORD);

      assertThat(answer.response().headers().allValues("Set-Cookie"))
          .singleElement()
          .satisfies(cookie ->
              assertThat(cookie.split("; "))
                  .satisfies(parts -> assertThat(parts[0]).startsWith("__Host-ninestep="))
                  .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Lax")
                  .noneMatch(part -> part.startsWith("Domain")));
    }
  }

  /// (LG-02)
  @Test
  void sessionsHaveNamesOf128RandomBits() {
    var names =
        IntStream.range(0, 20)
            .mapToObj(_ -> {
              signIn(browser);
              return session(browser).id();
            })
            .toList();

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[\\w-]{22}"));
  }

  /// (LG-11)
  @Test
  void whenAPasswordChangesEverybodyWhoWasSignedInIsSignedOut() {
    var elsewhere = server.browser();
    signIn(elsewhere);
    server.log.pass(Duration.ofSeconds(1));

    endSessions();

    assertThat(isSignedIn(browser)).isFalse();
    assertThat(isSignedIn(elsewhere)).isFalse();
    signIn(browser);
    assertThat(isSignedIn(browser)).isTrue();
  }

  private void endSessions() {
    var account = server.log.events(UserSignedIn.class).getLast().account();
    server.log.tell(
        server.log.seal(
            new Key.OfAccount(account),
            server.mint.flow(),
            server.mint.request(),
            Optional.empty(),
            Optional.empty(),
            new SessionsEnded(account, EndOfSessions.PASSWORD_CHANGED)));
  }
}
