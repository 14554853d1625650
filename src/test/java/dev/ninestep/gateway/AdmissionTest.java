package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.Mint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in, and what whoever is not is told.
class AdmissionTest {

  private static final String WHERE =
      "resource_metadata=\"http://localhost:8080/.well-known/oauth-protected-resource/mcp\"";

  private final AtomicInteger calls = new AtomicInteger();
  private final Harness harness =
      new Harness(
          request -> {
            calls.incrementAndGet();
            request.response().end("up");
          },
          TestSettings.needing(Harness.GRANTED));

  @AfterEach
  void close() {
    harness.close();
  }

  /// GW-06.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer %s\r\nAuthorization: Bearer %s",
        "Authorization: Bearer %s, Bearer %s",
        "Authorization: Bearer\t%s",
        "Authorization: Bearer  %s",
        "Authorization: Bearer %s x",
        "Authorization: Bearer",
        "Authorization: Bearer ",
        "Authorization:",
        "Authorization: Bearer \"%s\"",
        "Authorization: %s"
      })
  void anAuthorizationHeaderThatIsNotOneBearerTokenIsRefused(String header) {
    var answer = RawHttp.send(harness.port(), "POST /mcp", header.replace("%s", harness.token()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("WWW-Authenticate"))
        .singleElement()
        .asString()
        .startsWith("Bearer error=\"invalid_request\", ")
        .contains(WHERE);
    assertThat(only(CallRefused.class).refusal()).isEqualTo(Refusal.AUTHORIZATION_HEADER_MALFORMED);
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
  void theSchemeMayBeOfAnyCase(String scheme) {
    var answer =
        RawHttp.send(
            harness.port(), "POST /mcp", "Authorization: " + scheme + " " + harness.token());
    assertThat(answer.status()).isEqualTo(200);
  }

  /// GW-05.
  @ParameterizedTest
  @CsvSource({
    "/mcp?access_token=%s, false",
    "/mcp?a=b&access_token=%s, false",
    "/mcp/?access%5ftoken=%s, false",
    "/mcp?access_token=%s, true"
  })
  void aTokenInTheUrlIsRefusedEvenBesideAHeader(String path, boolean withHeader) {
    var token = harness.token();
    var header = withHeader ? "Authorization: Bearer " + token : "Accept: */*";
    var answer = RawHttp.send(harness.port(), "GET " + path.replace("%s", token), header);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(only(CallRefused.class).refusal()).isEqualTo(Refusal.TOKEN_IN_QUERY);
    assertThat(only(CallRefused.class).toString()).doesNotContain(token);
    assertThat(calls).hasValue(0);
  }

  /// GW-02.
  @Test
  void somethingElseThanAnAccessTokenIsRefused() {
    refused("undefined", Refusal.TOKEN_MALFORMED);
  }

  @Test
  void aTokenThatWasCutIsRefused() {
    var token = harness.token();
    refused(token.substring(0, token.length() - 1), Refusal.TOKEN_MALFORMED);
  }

  @Test
  void aTokenOfAnotherServerIsRefused() {
    var other = new AccessTokens(KeyRing.generate(), Harness.ISSUER);
    refused(other.sign(harness.granted()), Refusal.TOKEN_SIGNATURE_WRONG);
  }

  @Test
  void aTokenIsGoodUntilTheInstantItExpires() {
    var token = harness.granted();
    harness.facts.pass(Duration.between(harness.facts.now(), token.expiresAt()).minusMillis(1));
    assertThat(call(harness.tokens.sign(token)).status()).isEqualTo(200);
    harness.facts.pass(Duration.ofMillis(1));
    refused(token, Refusal.TOKEN_EXPIRED);
  }

  /// GW-03.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://localhost:8080/mcp2",
        "http://localhost:8080/mcp/sub",
        "http://localhost.evil.example:8080/mcp",
        "https://localhost:8080/mcp"
      })
  void aTokenForAnotherAudienceIsRefused(String audience) {
    refused(harness.tokenFor(new ResourceUri(audience)), Refusal.TOKEN_WRONG_AUDIENCE);
  }

  @Test
  void aRevokedGrantIsRefusedAtTheNextCallAndTheTraceLearnsWhoRevokedIt() {
    var token = harness.granted();
    assertThat(call(harness.tokens.sign(token)).status()).isEqualTo(200);
    tell(
        new Key.OfFlow(token.flow()),
        new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(Harness.ACCOUNT)));
    refused(token, Refusal.TOKEN_REVOKED);
    assertThat(only(CallRefused.class).evidence().detail())
        .hasValueSatisfying(detail -> assertThat(detail).startsWith("BY_USER at "));
    assertThat(harness.log.barriers()).isZero();
  }

  /// The facts that end what stands behind a token: its grant, its client, its account.
  enum Ended {
    GRANT(Refusal.TOKEN_REVOKED),
    CLIENT(Refusal.CALLER_CLIENT_DELETED),
    ACCOUNT(Refusal.CALLER_ACCOUNT_SUSPENDED);

    private final Refusal refusal;

    Ended(Refusal refusal) {
      this.refusal = refusal;
    }
  }

  /// GW-11.
  @ParameterizedTest
  @EnumSource
  void whatStandsBehindATokenIsLookedAtAnewByEveryRequestOnEveryPath(Ended ended) {
    var token = harness.granted();
    var requests = List.of("GET /mcp", "POST /mcp", "POST /mcp/tools/list", "POST /mcp/tools/call");
    requests.forEach(request -> assertThat(call(request, token).status()).isEqualTo(200));
    end(ended, token);
    var before = calls.get();
    requests.forEach(request -> {
      assertThat(call(request, token).status()).isEqualTo(401);
      assertThat(only(CallRefused.class).refusal()).isEqualTo(ended.refusal);
    });
    assertThat(calls).hasValue(before);
  }

  /// GW-11.
  @Test
  void whatTheServerDemandsIsLookedAtOnEveryPathToo() {
    var token = narrowed(harness.granted());
    for (var request : List.of("GET /mcp", "POST /mcp", "POST /mcp/tools/call")) {
      assertThat(call(request, token).status()).isEqualTo(403);
    }
    assertThat(calls).hasValue(0);
  }

  private void end(Ended ended, AccessToken token) {
    switch (ended) {
      case GRANT ->
          tell(
              new Key.OfFlow(token.flow()),
              new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(Harness.ACCOUNT)));
      case CLIENT ->
          tell(
              new Key.OfClient(Harness.CLIENT),
              new ClientDeleted(
                  Harness.CLIENT, new Caller("hash", "127.0.0.0/24", Optional.empty())));
      case ACCOUNT ->
          tell(
              new Key.OfAccount(Harness.ACCOUNT),
              new AccountSuspended(Harness.ACCOUNT, "operator", "unpaid"));
    }
  }

  @Test
  void aDeletedClientIsRefusedAndTheTraceLearnsSinceWhen() {
    var token = harness.granted();
    end(Ended.CLIENT, token);
    refused(token, Refusal.CALLER_CLIENT_DELETED);
    assertThat(only(CallRefused.class).evidence().detail())
        .hasValueSatisfying(detail -> assertThat(detail).startsWith("deleted at "));
    assertThat(harness.log.barriers()).isZero();
  }

  @Test
  void aClientFreshlyRegisteredOnAnotherPodIsLetInOnceTheLogWasReadToItsEnd() {
    var id = new ClientId("client-2");
    var token = issuedTo(id, harness.granted());
    harness.log.hasYetToRead(() -> harness.facts.ledger().restore(id, Harness.registered(id)));
    assertThat(call(harness.tokens.sign(token)).status()).isEqualTo(200);
    assertThat(harness.log.barriers()).isEqualTo(1);
  }

  @Test
  void aClientNobodyHasHeardOfIsRefusedOnlyAfterTheLogWasReadToItsEnd() {
    refused(issuedTo(new ClientId("client-2"), harness.granted()), Refusal.CALLER_CLIENT_DELETED);
    assertThat(harness.log.barriers()).isEqualTo(1);
  }

  @Test
  void aClientWhoseIdIsAUrlNeedsNoRegistration() {
    var token = issuedTo(new ClientId("https://client.example/metadata"), harness.granted());
    assertThat(call(harness.tokens.sign(token)).status()).isEqualTo(200);
    assertThat(harness.log.barriers()).isZero();
  }

  private static AccessToken issuedTo(ClientId client, AccessToken token) {
    return new AccessToken(
        token.flow(),
        client,
        token.account(),
        token.scope(),
        token.resource(),
        token.id(),
        token.issuedAt(),
        token.expiresAt());
  }

  /// GW-14.
  @Test
  void aSuspendedAccountIsRefusedAsAnInvalidToken() {
    tell(
        new Key.OfAccount(Harness.ACCOUNT),
        new AccountSuspended(Harness.ACCOUNT, "operator", "unpaid"));
    refused(harness.granted(), Refusal.CALLER_ACCOUNT_SUSPENDED);
  }

  @Test
  void aGrantWithAnUnreadableRecordFailsClosed() {
    var token = harness.claims(new Mint().flow());
    harness.facts.ledger().restore(token.flow(), new Grant.Closed(harness.facts.now()));
    var answer = call(harness.tokens.sign(token));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(only(CallRefused.class).refusal()).isEqualTo(Refusal.GRANT_UNREADABLE);
  }

  /// GW-12.
  @Test
  void aTokenWithoutTheNeededScopeIsToldAllThatIsNeededBesideWhatItHas() {
    var answer = call(harness.tokens.sign(narrowed(harness.granted())));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("WWW-Authenticate"))
        .singleElement()
        .asString()
        .startsWith("Bearer error=\"insufficient_scope\", ")
        .contains(WHERE)
        .endsWith("scope=\"mcp support\"");
    assertThat(only(CallRefused.class).refusal()).isEqualTo(Refusal.SCOPE_INSUFFICIENT);
  }

  private static AccessToken narrowed(AccessToken token) {
    return new AccessToken(
        token.flow(),
        token.client(),
        token.account(),
        Scope.of("support"),
        token.resource(),
        token.id(),
        token.issuedAt(),
        token.expiresAt());
  }

  /// KY-02.
  @Test
  void aTokenThatWasLetInIsRefusedOnceItsKeyIsGone() {
    var token = harness.token();
    assertThat(call(token).status()).isEqualTo(200);
    harness.tokens.use(KeyRing.generate());
    assertThat(call(token).status()).isEqualTo(401);
  }

  @Test
  void aTokenFreshlyIssuedOnAnotherPodIsLetInOnceTheLogWasReadToItsEnd() {
    var token = harness.claims(new Mint().flow());
    harness.log.hasYetToRead(() -> harness.activate(token.flow()));
    assertThat(call(harness.tokens.sign(token)).status()).isEqualTo(200);
    assertThat(harness.log.barriers()).isEqualTo(1);
    assertThat(call(harness.tokens.sign(token)).status()).isEqualTo(200);
    assertThat(harness.log.barriers()).isEqualTo(1);
  }

  @Test
  void aGrantNobodyHasHeardOfIsRefusedOnlyAfterTheLogWasReadToItsEnd() {
    refused(harness.claims(new Mint().flow()), Refusal.TOKEN_REVOKED);
    assertThat(harness.log.barriers()).isEqualTo(1);
  }

  @Test
  void aGrantNobodyHasHeardOfIsNotCalledRevokedWhenTheLogCannotBeRead() {
    var token = harness.tokens.sign(harness.claims(new Mint().flow()));
    harness.facts.goDown();
    assertThat(call(token).status()).isEqualTo(503);
  }

  /// GW-23.
  @Test
  void aPodThatHasNotReadTheLogForLongLetsNobodyIn() {
    var token = harness.token();
    harness.log.isStaleBy(Duration.ofSeconds(5));
    assertThat(call(token).status()).isEqualTo(200);
    harness.log.isStaleBy(Duration.ofMillis(5_001));
    var answer = call(token);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.header("WWW-Authenticate")).isEmpty();
    assertThat(only(CallRefused.class).refusal()).isEqualTo(Refusal.GATEWAY_STALE);
  }

  private void refused(AccessToken token, Refusal refusal) {
    refused(harness.tokens.sign(token), refusal);
    var fact = harness.facts.facts().getLast();
    assertThat(fact.flow()).isEqualTo(token.flow());
    assertThat(fact.client()).contains(token.client());
    assertThat(only(CallRefused.class).account()).contains(token.account());
  }

  private void refused(String token, Refusal refusal) {
    var before = calls.get();
    var answer = call(token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .singleElement()
        .asString()
        .startsWith("Bearer error=\"invalid_token\", error_description=\"")
        .contains("/errors/" + refusal.slug() + "?ref=")
        .contains(WHERE);
    assertThat(answer.header("Cache-Control")).containsExactly("no-store");
    assertThat(answer.body()).contains("\"error\":\"invalid_token\"");
    assertThat(only(CallRefused.class).refusal()).isEqualTo(refusal);
    assertThat(calls).hasValue(before);
  }

  private RawHttp.Answer call(String request, AccessToken token) {
    return RawHttp.send(
        harness.port(), request, "Authorization: Bearer " + harness.tokens.sign(token));
  }

  private RawHttp.Answer call(String token) {
    return RawHttp.send(harness.port(), "POST /mcp", "Authorization: Bearer " + token);
  }

  private <E extends Event> E only(Class<E> kind) {
    assertThat(harness.facts.events(kind)).hasSize(1);
    return harness.facts.events(kind).getFirst();
  }

  private void tell(Key key, Event event) {
    harness.facts.tell(
        harness.facts.seal(
            key, new FlowId(0, 0), new RequestId(0, 0), Optional.empty(), Optional.empty(), event));
  }
}
