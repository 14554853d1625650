package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.ConsentNonce;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RefreshToken;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Session;
import dev.ninestep.protocol.SignInNonce;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the first release made, every later one opens: a user who comes back after a month holds a
/// refresh token of the release of that time. The files under `released/` never change; their keys
/// protect nothing.
class ReleasedValuesTest {

  private static final FlowId FLOW = new FlowId(0x0123456789abcdefL, 0xfedcba9876543210L);
  private static final AccountId ACCOUNT = new AccountId(1, -1);
  private static final ClientId CLIENT = new ClientId("https://client.example/oauth.json");
  private static final RedirectUri REDIRECT = new RedirectUri("http://127.0.0.1:33418/cb");
  private static final CodeChallenge CHALLENGE =
      new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  private static final Scope SCOPE = Scope.of("mcp:read", "mcp:write");
  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example.com/mcp");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant ONE = Instant.parse("2026-11-21T13:00:00Z");
  private static final String BROWSER = "AAECAwQFBgcICQoLDA0ODw";

  private static final AuthorizationCode CODE =
      new AuthorizationCode(FLOW, CLIENT, ACCOUNT, REDIRECT, CHALLENGE, SCOPE, RESOURCE, ONE);
  private static final RefreshToken REFRESH =
      new RefreshToken(FLOW, CLIENT, ACCOUNT, SCOPE, RESOURCE, 300, ONE);
  private static final AuthorizationRequest REQUEST =
      new AuthorizationRequest(
          FLOW,
          CLIENT,
          REDIRECT,
          Optional.of("st€te"),
          CHALLENGE,
          SCOPE,
          RESOURCE,
          Interaction.NONE,
          ONE);
  private static final ConsentNonce CONSENT = new ConsentNonce(FLOW, ACCOUNT, BROWSER, SCOPE, ONE);
  private static final Session SESSION = new Session(BROWSER, ACCOUNT, Role.SUPPORT, NOON, ONE);
  private static final SignInNonce SIGN_IN = new SignInNonce(BROWSER, Optional.of(FLOW), ONE);
  private static final AccessToken ACCESS =
      new AccessToken(FLOW, CLIENT, ACCOUNT, SCOPE, RESOURCE, BROWSER, NOON, ONE);

  private static KeyRing ring;
  private static Properties released;

  @BeforeAll
  static void read() throws IOException {
    released = new Properties();
    try (var keys = open("keys.json");
        var values = open("values.properties")) {
      ring = KeyRing.parse(new String(keys.readAllBytes(), StandardCharsets.UTF_8));
      released.load(values);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(
        ReleasedValuesTest.class.getResourceAsStream("released/" + name), name);
  }

  @Test
  void sealedValuesOfTheFirstReleaseOpen() {
    var sealed = new SealedValues(ring);

    assertThat(sealed.openCode(value("code"))).contains(CODE);
    assertThat(sealed.openRefreshToken(value("refresh"))).contains(REFRESH);
    assertThat(sealed.openRequest(value("request"))).contains(REQUEST);
    assertThat(sealed.openConsentNonce(value("consent"))).contains(CONSENT);
    assertThat(sealed.openSession(value("session"))).contains(SESSION);
    assertThat(sealed.openSignInNonce(value("sign-in"))).contains(SIGN_IN);
  }

  @Test
  void accessTokensOfTheFirstReleaseVerify() {
    var tokens = new AccessTokens(ring, new Issuer("https://auth.example.com"));

    assertThat(tokens.verify(value("access"))).isEqualTo(new Verification.Verified(ACCESS));
  }

  @Test
  void addressesHashAsInTheFirstRelease() {
    assertThat(new AddressHash(ring).of("192.0.2.17").hash()).isEqualTo(value("address"));
  }

  private static String value(String name) {
    return released.getProperty(name);
  }
}
