package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.Verification;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that ask for a user whom the identity provider of a company vouches for (ID-JAG).
class IdentityAssertionTest {

  private final TestServer server = new TestServer();
  private final Prover client = Prover.register(server, "client_secret_basic");

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(UnaryOperator<JWTClaimsSet.Builder> change) {
    return send(Company.assertion(server, client.client().id(), change), Map.of());
  }

  private HttpResponse<String> send(String assertion, Map<String, String> besides) {
    return client.post("/token", Form.and(Company.request(assertion), besides));
  }

  private String assertion() {
    return Company.assertion(server, client.client().id());
  }

  private void isRefused(HttpResponse<String> response, Refusal refusal) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(refusal.status());
    assertThat(json(response).getString("error")).isEqualTo(refusal.error().orElseThrow());
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
    assertThat(server.log.events(TokensIssued.class)).isEmpty();
  }

  private void isRefused(UnaryOperator<JWTClaimsSet.Builder> change, Refusal refusal) {
    isRefused(send(change), refusal);
  }

  private AccessToken token(HttpResponse<String> response) {
    var text = json(response).getString("access_token");
    return ((Verification.Verified) server.tokens.verify(text)).token();
  }

  @Test
  void theWordOfTheCompanyBuysAnAccessTokenAndNoRefreshToken() {
    var response = send(assertion(), Map.of());
    assertThat(json(response).fieldNames())
        .containsExactly("access_token", "token_type", "expires_in", "scope");
    assertThat(json(response).getString("scope")).isEqualTo("mcp");
    var token = token(response);
    assertThat(token.account()).isEqualTo(Company.ANNA);
    assertThat(token.client()).isEqualTo(client.client().id());
    assertThat(token.resource()).isEqualTo(TestServer.RESOURCE);
    assertThat(response.headers().firstValue("X-Correlation-ID")).contains(token.flow().toString());
    assertThat(server.log.events(IdentityAsserted.class))
        .singleElement()
        .satisfies(told -> assertThat(told.account()).isEqualTo(Company.ANNA))
        .satisfies(told -> assertThat(told.scope()).isEqualTo(Scope.of("mcp")));
    assertThat(server.issued(1).getFirst().generation()).isZero();
  }

  @Test
  void theGrantCanBeRevokedLikeAnyOther() {
    var access = json(send(assertion(), Map.of())).getString("access_token");
    assertThat(Introspecting.asTheResource(server, access)).contains("\"active\":true");
    assertThat(client.post("/revoke", Map.of("token", access)).statusCode()).isEqualTo(200);
    assertThat(Introspecting.asTheResource(server, access)).contains("\"active\":false");
  }

  @Test
  void aUserIsFoundBySubjectThenByAddressAndElseHasAnAccountOfTheirOwn() {
    assertThat(account(c -> c.subject("anna"))).isEqualTo(Company.ANNA);
    assertThat(account(c -> c.subject("7").claim("email", "anna@company.example")))
        .isEqualTo(Company.ANNA);
    var own = AccountId.ofSubject(Company.ISSUER, "7");
    assertThat(account(c -> c.subject("7"))).isEqualTo(own);
    assertThat(
            account(c ->
                c.subject("7")
                    .claim("email", "anna@company.example")
                    .claim("email_verified", false)))
        .isEqualTo(own);
  }

  private AccountId account(UnaryOperator<JWTClaimsSet.Builder> change) {
    return token(send(change)).account();
  }

  @Test
  void itCountsOnce() {
    var assertion = assertion();
    assertThat(send(assertion, Map.of()).statusCode()).isEqualTo(200);
    var again = send(assertion, Map.of());
    assertThat(json(again).getString("error")).isEqualTo("invalid_grant");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.IDENTITY_ASSERTION_REPLAYED);
  }

  @Test
  void of8ThatComeAtOnceOneCounts() {
    var assertion = assertion();
    var answers =
        IntStream.range(0, 8).parallel().mapToObj(_ -> send(assertion, Map.of())).toList();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 400).hasSize(7);
  }

  @Test
  void theLogHoldsAHashOfItsIdAndNothingElseOfIt() {
    send(c -> c.jwtID("the id itself").claim("email", "anna@company.example"));
    assertThat(server.log.events(AssertionPresented.class)).hasSize(1);
    assertThat(server.log.facts().toString())
        .doesNotContain("the id itself", "anna@company.example");
  }

  @Test
  void aScopeIsWhatTheRequestTheAssertionAndTheOperatorHaveInCommon() {
    assertThat(json(send(assertion(), Map.of("scope", "mcp support"))).getString("scope"))
        .isEqualTo("mcp");
    isRefusedLater(c -> c.claim("scope", "support"), Refusal.IDENTITY_SCOPE_NOT_ALLOWED);
    isRefusedLater(c -> c.claim("scope", "\""), Refusal.SCOPE_MALFORMED);
    assertThat(json(send(c -> c.claim("scope", null))).getString("scope")).isEqualTo("mcp");
  }

  private void isRefusedLater(UnaryOperator<JWTClaimsSet.Builder> change, Refusal refusal) {
    assertThat(send(change).statusCode()).isEqualTo(refusal.status());
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
  }

  @Test
  void aResourceIsOneThatTheAssertionNames() {
    isRefused(
        c -> c.claim("resource", "https://auth.example/other"), Refusal.RESOURCE_NOT_PROTECTED);
    isRefused(
        send(assertion(), Map.of("resource", "https://auth.example/other")),
        Refusal.RESOURCE_NOT_PROTECTED);
    var several = List.of("https://other.example/mcp", TestServer.RESOURCE.value());
    isRefused(c -> c.claim("resource", several), Refusal.RESOURCE_NOT_PROTECTED);
    assertThat(send(c -> c.claim("resource", null)).statusCode()).isEqualTo(200);
    var one =
        send(
            Company.assertion(server, client.client().id(), c -> c.claim("resource", several)),
            Map.of("resource", TestServer.RESOURCE.value()));
    assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "client_id", "exp", "iat", "jti"})
  void nothingMayBeMissing(String claim) {
    isRefused(claims -> claims.claim(claim, null), Refusal.IDENTITY_ASSERTION_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnf", "authorization_details"})
  void whatCannotBeKeptToIsRefusedRatherThanIgnored(String claim) {
    isRefused(c -> c.claim(claim, Map.of("a", "b")), Refusal.IDENTITY_ASSERTION_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
  void whatIsNoSignedJwtProvesNothing(String text) {
    isRefused(send(text, Map.of()), Refusal.IDENTITY_ASSERTION_WRONG);
  }

  @Test
  void itIsOfTheRightTypeByTheRightProviderWithTheRightKey() {
    var claims = Company.claims(server, client.client().id(), c -> c);
    for (var type : List.of("JWT", "at+jwt", "client-authentication+jwt")) {
      var typed = Company.KEYS.signed(Company.header(type), claims);
      isRefused(send(typed, Map.of()), Refusal.IDENTITY_ASSERTION_WRONG);
    }
    isRefused(c -> c.issuer("https://other.example"), Refusal.IDENTITY_ASSERTION_WRONG);
    var stranger = SigningClient.es256().signed(Company.header("oauth-id-jag+jwt"), claims);
    isRefused(send(stranger, Map.of()), Refusal.IDENTITY_ASSERTION_WRONG);
  }

  @Test
  void theAudienceIsTheIssuerAndNothingElse() {
    for (var audience :
        List.of(
            List.of("https://auth.example/token"),
            List.of("https://auth.example", "https://other.example"))) {
      isRefused(c -> c.audience(audience), Refusal.IDENTITY_ASSERTION_WRONG_AUDIENCE);
    }
  }

  @Test
  void itIsMadeForTheClientThatBringsIt() {
    isRefused(c -> c.claim("client_id", "another"), Refusal.IDENTITY_ASSERTION_OF_ANOTHER_CLIENT);
  }

  @Test
  void itLivesNoLongerThanAnHourFromNow() {
    var now = server.log.now();
    for (var change :
        List.<UnaryOperator<JWTClaimsSet.Builder>>of(
            c -> c.expirationTime(Date.from(now)),
            c -> c.expirationTime(Date.from(now.plusSeconds(3661))),
            c -> c.issueTime(Date.from(now.plusSeconds(61))),
            c -> c.notBeforeTime(Date.from(now.plusSeconds(61))))) {
      isRefused(change, Refusal.IDENTITY_ASSERTION_NOT_NOW);
    }
    assertThat(send(c -> c.expirationTime(Date.from(now.plusSeconds(3660)))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void theAssertionMayNotBeMissing() {
    isRefused(
        client.post("/token", Form.without(Company.request("a"), "assertion")),
        Refusal.IDENTITY_ASSERTION_MISSING);
  }

  @Test
  void anAccountThatIsSuspendedGetsNone() {
    Facts.suspend(server, Company.ANNA);
    isRefused(send(assertion(), Map.of()), Refusal.GRANT_ACCOUNT_SUSPENDED);
  }

  @Test
  void withoutTheLogNoTokenLeaves() {
    server.log.goDown();
    assertThat(send(assertion(), Map.of()).statusCode()).isEqualTo(503);
  }
}
