package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.CALLBACK;
import static dev.ninestep.decision.Requests.CALLER;
import static dev.ninestep.decision.Requests.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

    Decision decision() {
      var metadata = new ClientMetadata(uris, name, method, grants, responses, scope);
      return new RegisterClient(
              CLIENT,
              metadata,
              "hash",
              List.of("authorization_code", "refresh_token", "client_credentials"),
              new RedirectPolicy(Set.of()),
              CALLER)
          .decide();
    }

    ClientRegistered registered() {
      return (ClientRegistered) ((Decision.Append) decision()).event();
    }
  }

  private static final Precedence<Request> TABLE =
      new Precedence<>(
          Request::new,
          r -> Requests.refused(r.decision()),
          List.of(
              row(Refusal.REDIRECT_URIS_MISSING, r -> r.uris = List.of()),
              row(
                  Refusal.REGISTRATION_MALFORMED,
                  r -> r.uris = Collections.nCopies(11, "http://evil.example/cb")),
              row(
                  Refusal.REDIRECT_URI_NOT_ALLOWED,
                  r -> r.uris = List.of(CALLBACK.value(), "http://evil.example/cb")),
              row(Refusal.CLIENT_NAME_NOT_FIT, r -> r.name = Optional.of("\u202Egnp.exe")),
              row(Refusal.GRANT_TYPE_NOT_OFFERED, r -> r.grants = List.of("implicit")),
              row(Refusal.RESPONSE_TYPE_NOT_OFFERED, r -> r.responses = List.of("code", "token")),
              row(Refusal.AUTH_METHOD_NOT_OFFERED, r -> r.method = Optional.of("private_key_jwt")),
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
                CALLER));
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
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
  }
}
