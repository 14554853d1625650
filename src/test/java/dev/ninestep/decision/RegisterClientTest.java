package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.CALLBACK;
import static dev.ninestep.decision.Requests.CALLER;
import static dev.ninestep.decision.Requests.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.TokenBinding;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterClientTest {

  private static final List<String> BOTH = List.of("authorization_code", "refresh_token");

  /// A registration in the making: valid until something is changed.
  private static final class Request {
    List<String> uris = List.of(CALLBACK.value());
    Optional<String> name = Optional.of("A client");
    Optional<String> method = Optional.of("none");
    List<String> grants = BOTH;
    List<String> responses = List.of("code");
    Optional<String> scope = Optional.of("mcp:read");

    Optional<String> jwks = Optional.empty();
    Optional<String> jwksUri = Optional.empty();
    Optional<String> statement = Optional.empty();
    boolean bound;
    boolean vouched;
    Map<String, String> pages = Map.of();

    private RegisterClient command() {
      var metadata =
          new ClientMetadata(
              uris, name, method, grants, responses, scope, jwks, jwksUri, statement, bound, pages);
      return new RegisterClient(
          metadata,
          Scope.of("mcp:read", "mcp:write"),
          List.of("authorization_code", "refresh_token", "client_credentials"),
          new RedirectPolicy(Set.of()),
          vouched,
          CALLER);
    }

    Optional<Refused> refused() {
      return command().refused();
    }

    ClientRegistered registered() {
      assertThat(refused()).isEmpty();
      return command().registered(new ClientIdentity(CLIENT, "hash", Optional.of("management")));
    }
  }

  private static final Precedence<Request> TABLE =
      new Precedence<>(
          Request::new,
          Request::refused,
          List.of(
              row(
                  Refusal.CLIENT_CREDENTIALS_NOT_OPEN,
                  r -> r.grants = List.of("client_credentials")),
              row(
                  Refusal.REDIRECT_URIS_MISSING,
                  r -> {
                    r.uris = List.of();
                    r.grants = BOTH;
                  }),
              row(
                  Refusal.REGISTRATION_MALFORMED,
                  r -> r.uris = Collections.nCopies(11, "http://evil.example/cb")),
              row(
                  Refusal.REDIRECT_URI_NOT_ALLOWED,
                  r -> r.uris = List.of(CALLBACK.value(), "http://evil.example/cb")),
              row(Refusal.CLIENT_NAME_NOT_FIT, r -> r.name = Optional.of("\u202Egnp.exe")),
              row(Refusal.GRANT_TYPE_NOT_OFFERED, r -> r.grants = List.of("implicit")),
              row(Refusal.RESPONSE_TYPE_NOT_OFFERED, r -> r.responses = List.of("code", "token")),
              row(Refusal.AUTH_METHOD_NOT_OFFERED, r -> r.method = Optional.of("tls_client_auth")),
              row(
                  Refusal.CLIENT_KEYS_NOT_FIT,
                  r -> {
                    r.jwks = Optional.of("{}");
                    r.jwksUri = Optional.of("http://keys");
                  }),
              row(
                  Refusal.METADATA_URL_NOT_ALLOWED,
                  r -> r.pages = Map.of("logo_uri", "https://10.0.0.1/logo.png")),
              row(Refusal.SOFTWARE_STATEMENT_NOT_TRUSTED, r -> r.statement = Optional.of("a.b.c")),
              row(Refusal.SCOPE_MALFORMED, r -> r.scope = Optional.of("\""))));

  @Test
  void aPublicClientIsRegisteredWithoutASecret() {
    TABLE.aValidRequestPasses();
    assertThat(new Request().registered())
        .isEqualTo(
            new ClientRegistered(
                CLIENT,
                new ClientName("A client"),
                List.of(CALLBACK),
                ClientAuthMethod.NONE,
                Optional.empty(),
                BOTH,
                Scope.of("mcp:read"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("management"),
                Optional.empty(),
                CALLER));
  }

  @Test
  void aClientMayDemandThatItsTokensAreBoundToAKey() {
    var request = new Request();
    request.bound = true;
    assertThat(request.registered().binding()).contains(TokenBinding.DPOP);
  }

  @Test
  void eachRuleRefusesByItsName() {
    TABLE.eachRuleRefusesByItsName();
  }

  @Test
  void theFirstBrokenRuleWins() {
    TABLE.theFirstBrokenRuleWins();
  }

  @Test
  void aClientThatNamesNoMethodIsConfidential() {
    var request = new Request();
    request.method = Optional.empty();
    assertThat(request.registered().authMethod()).isEqualTo(ClientAuthMethod.CLIENT_SECRET_BASIC);
    assertThat(request.registered().secretHash()).contains("hash");
  }

  @Test
  void grantsNobodyOffersAreLeftOut() {
    var request = new Request();
    request.grants = List.of("implicit", "authorization_code");
    assertThat(request.registered().grantTypes()).containsExactly("authorization_code");
    request.grants = List.of();
    assertThat(request.registered().grantTypes()).isEqualTo(BOTH);
  }

  @Test
  void tenRedirectUrisAreNotTooMany() {
    var request = new Request();
    request.uris = Collections.nCopies(10, CALLBACK.value());
    assertThat(request.refused()).isEmpty();
  }

  // REG-16
  @Test
  void aClientWithKeysHasNoSecret() {
    var request = new Request();
    request.method = Optional.of("private_key_jwt");
    assertThat(request.refused()).map(Refused::refusal).contains(Refusal.CLIENT_KEYS_NOT_FIT);
    request.jwksUri = Optional.of("https://keys.example/jwks");
    assertThat(request.registered().secretHash()).isEmpty();
    assertThat(request.registered().jwksUri()).contains("https://keys.example/jwks");
  }

  // REG-18
  @Test
  void scopesThatAreNotOfferedAreLeftOut() {
    var request = new Request();
    request.scope = Optional.of("openid mcp:write admin");
    assertThat(request.registered().scope()).isEqualTo(Scope.of("mcp:write"));
  }

  // REG-17
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/x",
        "https://127.0.0.1/x",
        "https://10.1/x",
        "https://0x7f.0.0.1/x",
        "https://2130706433/x",
        "https://[::1]/x",
        "https://localhost/x",
        "https://a.localhost/x",
        "https://intranet/x",
        "https://user@a.example/x",
        "data:image/png,x",
        "javascript:alert(1)",
        "/relative"
      })
  void aUrlThatMayLeadIntoOurOwnNetworkIsRefused(String url) {
    var request = new Request();
    request.pages = Map.of("client_uri", url);
    assertThat(request.refused()).map(Refused::refusal).contains(Refusal.METADATA_URL_NOT_ALLOWED);
    request.pages = Map.of();
    request.jwksUri = Optional.of(url);
    assertThat(request.refused()).map(Refused::refusal).contains(Refusal.METADATA_URL_NOT_ALLOWED);
  }

  @Test
  void registrationsAreAlikeWhateverThePortOfALoopbackListener() {
    var one = new Request();
    one.uris = List.of("http://localhost:1234/cb", "http://[::1]:7/");
    var other = new Request();
    other.uris = List.of("http://localhost:4321/cb", "http://[::1]/");
    assertThat(Likeness.of(one.registered())).isEqualTo(Likeness.of(other.registered()));
    other.uris = List.of("http://localhost:4321/other", "http://[::1]/");
    assertThat(Likeness.of(one.registered())).isNotEqualTo(Likeness.of(other.registered()));
    other.uris = one.uris;
    other.name = Optional.of("Another client");
    assertThat(Likeness.of(one.registered())).isNotEqualTo(Likeness.of(other.registered()));
  }
}
