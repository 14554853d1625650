package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import dev.ninestep.token.KeyHolder;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls with tokens that are bound to a key.
class DpopCallTest {

  private static final KeyHolder HOLDER = KeyHolder.fresh();
  private static final String URL = "http://localhost:8080/mcp";

  private final List<MultiMap> passed = new CopyOnWriteArrayList<>();
  private final Harness harness =
      new Harness(request -> {
        passed.add(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()));
        request.response().end("up");
      });
  private final String bound = harness.tokens.sign(HOLDER.bound(harness.granted()));

  @AfterEach
  void close() {
    harness.close();
  }

  private String proof() {
    return HOLDER.proof("POST", URL, harness.facts.now(), bound);
  }

  private RawHttp.Answer call(String scheme, String token, String... proofs) {
    return callAt("/mcp", scheme, token, proofs);
  }

  private RawHttp.Answer callAt(String path, String scheme, String token, String... proofs) {
    var headers = new ArrayList<String>();
    headers.add("Authorization: " + scheme + " " + token);
    for (var proof : proofs) {
      headers.add("DPoP: " + proof);
    }
    return RawHttp.send(harness.port(), "POST " + path, headers.toArray(String[]::new));
  }

  private void isRefused(RawHttp.Answer answer, Refusal refusal) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(harness.facts.events(CallRefused.class).getLast().refusal()).isEqualTo(refusal);
    assertThat(answer.body()).contains("\"error\":\"" + refusal.error().orElseThrow() + "\"");
  }

  private void isChallenged(RawHttp.Answer answer, Refusal refusal) {
    isRefused(answer, refusal);
    assertThat(answer.header("WWW-Authenticate")).hasSize(2);
    assertThat(answer.header("WWW-Authenticate").getFirst())
        .startsWith("DPoP algs=\"ES256\", error=\"" + refusal.error().orElseThrow() + "\", ")
        .contains("resource_metadata=\"");
    assertThat(answer.header("WWW-Authenticate").getLast())
        .startsWith("Bearer resource_metadata=\"");
    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DPoP", "dpop", "DPOP"})
  void theHolderOfTheKeyIsLetIn(String scheme) {
    assertThat(call(scheme, bound, proof()).status()).isEqualTo(200);
    assertThat(harness.facts.events(CallAdmitted.class)).hasSize(1);
  }

  @Test
  void theProofDoesNotReachTheUpstream() {
    call("DPoP", bound, proof());
    assertThat(passed)
        .singleElement()
        .satisfies(headers -> {
          assertThat(headers.contains("DPoP")).isFalse();
          assertThat(headers.contains("Authorization")).isFalse();
        });
  }

  @Test
  void everyCallNeedsAProofOfItsOwn() {
    var proof = proof();
    assertThat(call("DPoP", bound, proof).status()).isEqualTo(200);
    isRefused(call("DPoP", bound, proof), Refusal.CALL_PROOF_REPLAYED);
    assertThat(passed).hasSize(1);
    assertThat(call("DPoP", bound, proof()).status()).isEqualTo(200);
  }

  @Test
  void aBoundTokenIsNoBearerToken() {
    var answer = call("Bearer", bound, proof());
    isRefused(answer, Refusal.TOKEN_BOUND_TO_KEY);
    assertThat(answer.header("WWW-Authenticate").getFirst())
        .startsWith("Bearer error=\"invalid_token\", ");
    assertThat(answer.header("WWW-Authenticate").getLast()).startsWith("DPoP algs=\"ES256\", ");
    assertThat(passed).isEmpty();
  }

  @Test
  void aBearerTokenIsNotBound() {
    var token = harness.token();
    var proof = HOLDER.proof("POST", URL, harness.facts.now(), token);
    isChallenged(call("DPoP", token, proof), Refusal.TOKEN_NOT_BOUND);
  }

  @Test
  void withoutOneProofNobodyIsLetIn() {
    isChallenged(call("DPoP", bound), Refusal.CALL_PROOF_MISSING);
    isChallenged(call("DPoP", bound, proof(), proof()), Refusal.CALL_PROOF_MALFORMED);
    isChallenged(call("DPoP", bound, "garbage"), Refusal.CALL_PROOF_MALFORMED);
  }

  @Test
  void aProofIsForOneMethodAndOneUrl() {
    var now = harness.facts.now();
    isChallenged(
        call("DPoP", bound, HOLDER.proof("GET", URL, now, bound)),
        Refusal.CALL_PROOF_OF_ANOTHER_REQUEST);
    for (var url : List.of(URL + "/tools/call", URL + "/", "http://evil.example:8080/mcp")) {
      isChallenged(
          call("DPoP", bound, HOLDER.proof("POST", url, now, bound)),
          Refusal.CALL_PROOF_OF_ANOTHER_REQUEST);
    }
    var below = HOLDER.proof("POST", URL + "/tools/call", now, bound);
    assertThat(callAt("/mcp/tools/call?a=b", "DPoP", bound, below).status()).isEqualTo(200);
  }

  @Test
  void aProofIsForOneToken() {
    var now = harness.facts.now();
    isChallenged(
        call("DPoP", bound, HOLDER.proof("POST", URL, now)), Refusal.CALL_PROOF_OF_ANOTHER_TOKEN);
    isChallenged(
        call("DPoP", bound, HOLDER.proof("POST", URL, now, "another")),
        Refusal.CALL_PROOF_OF_ANOTHER_TOKEN);
  }

  @Test
  void aProofIsForNow() {
    var now = harness.facts.now();
    isChallenged(
        call("DPoP", bound, HOLDER.proof("POST", URL, now.minusSeconds(61), bound)),
        Refusal.CALL_PROOF_NOT_NOW);
    isChallenged(
        call("DPoP", bound, HOLDER.proof("POST", URL, now.plusSeconds(61), bound)),
        Refusal.CALL_PROOF_NOT_NOW);
  }

  @Test
  void aThiefOfTheTokenHasNotTheKey() {
    var proof = KeyHolder.fresh().proof("POST", URL, harness.facts.now(), bound);
    isChallenged(call("DPoP", bound, proof), Refusal.CALL_PROOF_OF_ANOTHER_KEY);
  }

  @Test
  void somethingElseThanATokenIsRefusedAsBefore() {
    isChallenged(call("DPoP", "undefined", proof()), Refusal.TOKEN_MALFORMED);
    var twice = RawHttp.send(harness.port(), "POST /mcp", "Authorization: DPoP  " + bound);
    assertThat(twice.status()).isEqualTo(400);
  }

  /// A header that no bearer call needs, and that some clients send with all.
  @Test
  void theProofOfABearerCallIsNotRead() {
    assertThat(call("Bearer", harness.token(), "garbage").status()).isEqualTo(200);
  }
}
