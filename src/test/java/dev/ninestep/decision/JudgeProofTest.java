package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.ATTEMPT;
import static dev.ninestep.decision.Requests.CALLER;
import static dev.ninestep.decision.Requests.CLIENT;
import static dev.ninestep.decision.Requests.NOON;
import static dev.ninestep.decision.Requests.OTHER_ATTEMPT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.OneTime;
import dev.ninestep.protocol.DpopProof;
import dev.ninestep.protocol.KeyThumbprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeProofTest {

  private static final KeyThumbprint KEY = new KeyThumbprint("k".repeat(43));
  private static final String URL = "https://auth.example/token";
  private static final String TOKEN = "the.access.token";

  /// A proof in the making: right until something is changed.
  private static final class Request {
    String method = "POST";
    String uri = URL;
    Instant issuedAt = NOON;
    Optional<String> tokenHash = Optional.of(Hashes.sha256(TOKEN));

    JudgeProof command() {
      var proof = new DpopProof(KEY, "id", method, uri, issuedAt, tokenHash);
      return new JudgeProof(proof, "POST", URL, NOON);
    }

    Optional<Refused> atAnEndpoint() {
      return command().atAnEndpoint();
    }

    Optional<Refused> atACall() {
      return command().atACall(TOKEN);
    }
  }

  private static final Precedence<Request> AT_AN_ENDPOINT =
      new Precedence<>(
          Request::new,
          Request::atAnEndpoint,
          List.of(
              row(Refusal.PROOF_OF_ANOTHER_REQUEST, r -> r.method = "GET"),
              row(Refusal.PROOF_OF_ANOTHER_REQUEST, r -> r.uri = "https://auth.example/par"),
              row(Refusal.PROOF_NOT_NOW, r -> r.issuedAt = NOON.minusSeconds(61))));

  private static final Precedence<Request> AT_A_CALL =
      new Precedence<>(
          Request::new,
          Request::atACall,
          List.of(
              row(Refusal.CALL_PROOF_OF_ANOTHER_REQUEST, r -> r.method = "GET"),
              row(Refusal.CALL_PROOF_OF_ANOTHER_REQUEST, r -> r.uri = "https://auth.example/par"),
              row(Refusal.CALL_PROOF_NOT_NOW, r -> r.issuedAt = NOON.plusSeconds(61)),
              row(
                  Refusal.CALL_PROOF_OF_ANOTHER_TOKEN,
                  r -> r.tokenHash = Optional.of(Hashes.sha256("another")))));

  @Test
  void aProofForThisVeryRequestCounts() {
    AT_AN_ENDPOINT.aValidRequestPasses();
    AT_A_CALL.aValidRequestPasses();
  }

  @Test
  void eachRuleRefusesByItsName() {
    AT_AN_ENDPOINT.eachRuleRefusesByItsName();
    AT_A_CALL.eachRuleRefusesByItsName();
  }

  @Test
  void theFirstBrokenRuleWins() {
    AT_AN_ENDPOINT.theFirstBrokenRuleWins();
    AT_A_CALL.theFirstBrokenRuleWins();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.example/token",
        "HTTPS://AUTH.example:443/token",
        "https://auth.example/token?a=b#c"
      })
  void queryAndFragmentAndTheSpellingOfTheHostDoNotCount(String uri) {
    var request = new Request();
    request.uri = uri;
    assertThat(request.atAnEndpoint()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/token",
        "http://auth.example/token",
        "https://auth.example:8443/token",
        "https://auth.example.evil/token",
        "https://auth.example@evil.example/token",
        "https://user@auth.example/token",
        "https://auth.example/token/",
        "https://auth.example/Token",
        "https://auth.example/%zz",
        "urn:auth.example:token"
      })
  void anyOtherPlaceIsAnother(String uri) {
    var request = new Request();
    request.uri = uri;
    assertThat(request.atAnEndpoint().map(Refused::refusal))
        .contains(Refusal.PROOF_OF_ANOTHER_REQUEST);
  }

  @Test
  void itCountsForAMinuteEitherWay() {
    var request = new Request();
    for (var issuedAt : List.of(NOON.minusSeconds(60), NOON.plusSeconds(60))) {
      request.issuedAt = issuedAt;
      assertThat(request.atAnEndpoint()).isEmpty();
    }
    for (var issuedAt : List.of(NOON.minusMillis(60_001), NOON.plusMillis(60_001))) {
      request.issuedAt = issuedAt;
      assertThat(request.atAnEndpoint().map(Refused::refusal)).contains(Refusal.PROOF_NOT_NOW);
    }
  }

  @Test
  void aCallNeedsTheHashOfItsToken() {
    var request = new Request();
    request.tokenHash = Optional.empty();
    assertThat(request.atAnEndpoint()).isEmpty();
    assertThat(request.atACall())
        .contains(Refused.of(Refusal.CALL_PROOF_OF_ANOTHER_TOKEN, "there is no ath"));
  }

  @Test
  void itIsRememberedByKeyAndIdUntilItLapses() {
    var presented = new Request().command().presented(ATTEMPT, CLIENT, CALLER);
    assertThat(presented.expiresAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(presented.key()).isEqualTo(KEY);
    var others =
        new DpopProof(new KeyThumbprint("o".repeat(43)), "id", "POST", URL, NOON, Optional.empty());
    assertThat(new JudgeProof(others, "POST", URL, NOON).idHash()).isNotEqualTo(presented.idHash());
  }

  @Test
  void theFirstPresentationInTheLogCounts() {
    var until = NOON.plusSeconds(60);
    assertThat(JudgeProof.outcome(new OneTime.Used(ATTEMPT, until), ATTEMPT)).isEmpty();
    assertThat(refusal(new OneTime.Used(OTHER_ATTEMPT, until))).contains(Refusal.PROOF_REPLAYED);
    assertThat(refusal(new OneTime.Closed(NOON))).contains(Refusal.PROOF_REPLAYED);
    assertThat(refusal(new OneTime.Unused())).contains(Refusal.PROOF_NOT_NOW);
  }

  private static Optional<Refusal> refusal(OneTime after) {
    return JudgeProof.outcome(after, ATTEMPT).map(Refused::refusal);
  }
}
