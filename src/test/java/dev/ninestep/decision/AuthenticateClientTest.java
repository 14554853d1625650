package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.CLIENT;
import static dev.ninestep.decision.Requests.NOON;
import static dev.ninestep.decision.Requests.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Issuer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticateClientTest {

  private static final String SECRET = "correct-horse";
  private static final Client PUBLIC = registered(ClientAuthMethod.NONE, Optional.empty());
  private static final Client BASIC = confidential(ClientAuthMethod.CLIENT_SECRET_BASIC);
  private static final Client.Registered POST = confidential(ClientAuthMethod.CLIENT_SECRET_POST);

  private static Client.Registered confidential(ClientAuthMethod method) {
    return registered(method, Optional.of(Hashes.sha256(SECRET)));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Refused> refused(ClientCredentials credentials, Client client) {
    var command =
        new AuthenticateClient(
            credentials,
            client,
            new Issuer("https://auth.example"),
            false,
            Requests.ATTEMPT,
            NOON,
            Requests.CALLER);
    return switch (command.decide()) {
      case AuthenticateClient.Result.Proven _ -> Optional.empty();
      case AuthenticateClient.Result.Unproven(var refused) -> Optional.of(refused);
      case AuthenticateClient.Result.Once _ -> throw new AssertionError("nothing was signed");
    };
  }

  /// A request in the making: valid until something is changed.
  private static final class Request {
    Optional<String> header = Optional.of(basic(CLIENT + ":" + SECRET));
    final Requests.Form form = new Requests.Form().with("client_id", CLIENT.value());
    Client client = BASIC;

    ClientCredentials credentials() {
      return ClientCredentials.of(header, form.sent(), _ -> Optional.empty());
    }

    Optional<Refused> refused() {
      return AuthenticateClientTest.refused(credentials(), client);
    }

    Optional<Refusal> refusal() {
      return refused().map(Refused::refusal);
    }
  }

  private static final Precedence<Request> TABLE =
      new Precedence<>(
          Request::new,
          Request::refused,
          List.of(
              row(Refusal.CLIENT_CREDENTIALS_TWICE, r -> r.form.with("client_secret", SECRET)),
              row(Refusal.CLIENT_CREDENTIALS_WRONG, r -> r.header = Optional.of("Basic :")),
              row(
                  Refusal.CLIENT_CREDENTIALS_MISSING,
                  r -> {
                    r.header = Optional.empty();
                    r.form.without("client_id");
                  }),
              row(
                  Refusal.CLIENT_DEACTIVATED_AT_TOKEN,
                  r -> r.client = new Client.Deactivated(POST, NOON, "leaked")),
              row(Refusal.CLIENT_UNKNOWN_AT_TOKEN, r -> r.client = new Client.Unknown()),
              row(Refusal.CLIENT_CREDENTIALS_WRONG, r -> r.client = POST),
              row(
                  Refusal.CLIENT_CREDENTIALS_WRONG,
                  r -> r.header = Optional.of(basic(CLIENT + ":wrong")))));

  @Test
  void aClientWithItsSecretPasses() {
    TABLE.aValidRequestPasses();
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
  void aPublicClientNeedsOnlyItsName() {
    var request = new Request();
    request.client = PUBLIC;
    request.header = Optional.empty();
    assertThat(request.refusal()).isEmpty();
    request.form.with("client_secret", "anything");
    assertThat(request.refusal()).contains(Refusal.CLIENT_CREDENTIALS_WRONG);
  }

  @Test
  void aConfidentialClientDoesNotPassOnItsNameAlone() {
    var request = new Request();
    request.header = Optional.empty();
    assertThat(request.refusal()).contains(Refusal.CLIENT_CREDENTIALS_WRONG);
    request.client = POST;
    assertThat(request.refusal()).contains(Refusal.CLIENT_CREDENTIALS_WRONG);
    request.form.with("client_secret", SECRET);
    assertThat(request.refusal()).isEmpty();
  }

  @Test
  void aClientThatCannotBeReadDoesNotPass() {
    var request = new Request();
    request.client = new Client.Closed(NOON);
    assertThat(request.refusal()).contains(Refusal.CLIENT_UNKNOWN_AT_TOKEN);
  }

  @Test
  void twoDifferentNamesAreTwoAttempts() {
    var request = new Request();
    request.form.with("client_id", "somebody-else");
    assertThat(request.refusal()).contains(Refusal.CLIENT_CREDENTIALS_TWICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer abc", "basic:abc", ""})
  void aHeaderThatIsNotBasicIsMalformed(String header) {
    var credentials =
        ClientCredentials.of(
            Optional.of(header), new Requests.Form().sent(), _ -> Optional.empty());
    assertThat(credentials.isMalformed()).isTrue();
    assertThat(refused(credentials, BASIC).map(Refused::refusal))
        .contains(Refusal.CLIENT_CREDENTIALS_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC "})
  void theNameOfTheSchemeIsReadInAnyCase(String scheme) {
    var request = new Request();
    request.header = request.header.map(value -> scheme + value.substring(6));
    assertThat(request.refusal()).isEmpty();
  }

  @Test
  void nameAndSecretAreFormDecoded() {
    var header = basic("https%3A%2F%2Fapp.example%2Fclient:a%2Bb%3Ac");
    var credentials =
        ClientCredentials.of(
            Optional.of(header), new Requests.Form().sent(), _ -> Optional.empty());
    assertThat(credentials.client()).contains(new ClientId("https://app.example/client"));
    assertThat(credentials.secret()).contains("a+b:c");
  }

  @Test
  void credentialsDoNotPrintTheirSecret() {
    assertThat(new Request().credentials().toString()).doesNotContain(SECRET);
  }
}
