package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.ON_LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.account.TestBrowser.Page;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.SignInNonce;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Protection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sign-in form counts where it was shown and leads where its request leads.
class SignInFormTest {

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

  /// (LG-09)
  @Test
  void anotherBrowsersFormIsRefused() {
    var theirs = server.browser().get(SUPPORT);
    browser.get(SUPPORT);

    assertRefused(
        browser.submit(theirs, "demo", "correct horse"),
        Refusal.SIGN_IN_FORGED,
        "the form was made for another browser");
  }

  /// (LG-09)
  @Test
  void aFormIsRefusedWhereItsCookieWasBlocked() {
    var page = browser.get(SUPPORT);
    browser.forgetCookies();

    assertRefused(
        browser.submit(page, "demo", "correct horse"),
        Refusal.SIGN_IN_FORGED,
        "the browser sent no cookie");
  }

  /// (LG-09)
  @Test
  void aFormWithoutItsNonceIsRefused() {
    browser.get(SUPPORT);

    assertRefused(
        browser.post(SUPPORT, Map.of("login", "demo", "password", "correct horse")),
        Refusal.SIGN_IN_FORGED,
        "the nonce does not open");
  }

  /// (LG-09)
  @Test
  void aFormMadeForOneRequestIsRefusedForAnother() {
    var one = browser.get("/sign-in?request=" + server.sealed.seal(server.request()));
    var other = "/sign-in?request=" + server.sealed.seal(server.request());

    var answer =
        browser.post(
            other, Map.of("nonce", one.nonce(), "login", "demo", "password", "correct horse"));

    assertRefused(answer, Refusal.SIGN_IN_FORGED, "the form was made for another request");
  }

  /// (LG-09)
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

  /// (LG-09)
  @Test
  void aFormThatAnotherSiteSendsIsRefused() {
    var page = browser.get(SUPPORT);
    browser.with("Origin", "https://evil.example").with("Sec-Fetch-Site", "cross-site");

    assertRefused(
        browser.submit(page, "demo", "correct horse"),
        Refusal.SIGN_IN_FORGED,
        "another site sent the form");
  }

  /// (LG-09)
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

  /// (LG-10)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sign-in",
        "/sign-in?to=https://evil.example",
        "/sign-in?to=//evil.example",
        "/sign-in?to=/%5Cevil.example",
        "/sign-in?to=https:evil.example",
        "/sign-in?to=Support",
        "/sign-in?to=flow-https://evil.example",
        "/sign-in?to=flow-",
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

  /// (LG-10)
  @ParameterizedTest
  @ValueSource(strings = {"return_to", "continue", "next", "redirect_uri", "url"})
  void whereASignInLeadsIsNotForTheAddressToSay(String parameter) {
    for (var evil : List.of("https://evil.example", "//evil.example", "/%5Cevil.example")) {
      var page = browser.get(SUPPORT + "&" + parameter + "=" + evil);
      var answer = browser.submit(page, "demo", "correct horse");

      assertThat(answer.response().headers().firstValue("Location")).contains("/support");
      assertThat(page.body()).doesNotContain("evil.example");
    }
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

  /// (AZ-27)
  @Test
  void thePageIsProtectedAndAllOurs() {
    var secure = new Issuer("https://auth.example");
    try (var there = SignInServer.of(secure, "")) {
      Protection.covers(there.browser().get(SUPPORT).response(), secure);
      var asked = "/sign-in?request=" + there.sealed.seal(there.request());
      Protection.covers(there.browser().get(asked).response(), secure);
    }
  }

  @Test
  void theNameThatTheClientHintsAtIsInTheForm() {
    var hint = "anna\"><script>@example.com";
    var interaction = new Interaction(false, false, Optional.empty(), Optional.of(hint));
    var redirect = new RedirectUri("https://claude.ai/api/mcp/auth_callback");
    var client = server.request().client();
    var request = server.request(client, redirect, "state", interaction);
    var page = browser.get("/sign-in?request=" + server.sealed.seal(request)).body();
    assertThat(page)
        .contains("name=\"login\" value=\"anna&#34;>&lt;script>@example.com\"")
        .doesNotContain("<script>@");
    assertThat(server.log.facts().toString()).as("a name is not told").doesNotContain("anna");

    var unhinted = browser.get("/sign-in?request=" + server.sealed.seal(server.request())).body();
    assertThat(unhinted).contains("name=\"login\" value=\"\"");
  }

  @Test
  void thePageSaysWhereItLeads() {
    assertThat(browser.get(SUPPORT).body()).contains("to <strong>the support console</strong>");
    assertThat(browser.get("/sign-in?to=connected-apps").body())
        .contains("to <strong>your connected apps</strong>");
  }
}
