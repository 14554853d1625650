package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.ON_LOOPBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Role;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That there is no other way in than the password: what `not-applicable.txt` says of sign-in.
class ElsewhereTest {

  private static final Pattern INPUT = Pattern.compile("<(?:input|button)[^>]*name=\"([^\"]*)\"");
  private static final String SUPPORT = "/sign-in?to=support";

  private final SignInServer server = SignInServer.of(ON_LOOPBACK, "");
  private final TestBrowser browser = server.browser();

  @AfterEach
  void stop() {
    server.close();
  }

  /// Neither a reset link (LG-15) nor an upstream's callback (CO-13), neither a passkey (LG-13) nor
  /// a code (LG-14, AZ-32) has an address.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reset",
        "/reset-password",
        "/forgot-password",
        "/callback",
        "/sign-in/callback",
        "/sign-in/passkey",
        "/sign-in/code",
        "/webauthn",
        "/mfa",
        "/recovery",
      })
  void noOtherAddressSignsIn(String address) {
    assertThat(browser.get(address).status()).isEqualTo(404);
    assertThat(browser.get(address + "?code=a&state=b").status()).isEqualTo(404);
  }

  /// (LG-13) (LG-14)
  @Test
  void theFormAsksForNameAndPasswordAndNothingElse() {
    var fields = INPUT.matcher(browser.get(SUPPORT).body()).results().map(f -> f.group(1)).toList();

    assertThat(fields).containsExactlyInAnyOrder("nonce", "login", "password");
  }

  /// (LG-15)
  @Test
  void whatABrowserSaysTheHostIsStandsOnNoPage() {
    browser.with("X-Forwarded-Host", "evil.example").with("Forwarded", "host=evil.example");

    var page = browser.get(SUPPORT);
    var failed = browser.submit(page, "demo", "battery staple");

    assertThat(page.body() + failed.body()).doesNotContain("evil.example");
    assertThat(page.response().headers().map().toString()).doesNotContain("evil.example");
  }

  /// A session is there once the password was right, and a code follows at once. (AZ-32)
  @Test
  void thereIsNoHalfOfASession() {
    server.account("demo", "correct horse", Role.USER);
    var page = browser.get(SUPPORT);
    assertThat(browser.get("/who").body()).isEqualTo("nobody");
    browser.submit(page, "demo", "battery staple");
    assertThat(browser.get("/who").body()).isEqualTo("nobody");
    browser.submit(page, "demo", "correct horse");
    assertThat(browser.get("/who").body()).isNotEqualTo("nobody");
  }
}
