package dev.ninestep.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.FlowId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorHintTest {

  private static final FlowId FLOW = new FlowId(0x1234, 0x5678);

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void whatAClientIsToldNamesTheRefusal(Refusal refusal) {
    var uri = "https://auth.example/errors/" + refusal.slug() + "?ref=" + FLOW;
    var code = refusal.error().orElse("");
    var body =
        "{\"error\":\"%s\",\"error_description\":\"%s\",\"error_uri\":\"%s\"}"
            .formatted(code, refusal.description(), uri);
    assertThat(ErrorHint.of(body)).isEqualTo(new ErrorHint(Set.of(refusal), Set.of(FLOW)));
    assertThat(refusals(body.replace("\"", "\\\"").toUpperCase(java.util.Locale.ROOT)))
        .contains(refusal);
    var callback = "http://localhost:1/cb?error=" + code + "&error_description=" + encoded(refusal);
    assertThat(refusals(callback)).contains(refusal);
    assertThat(refusals("  " + refusal.description().replace(" ", "\n  "))).contains(refusal);
    assertThat(refusals(refusal.name())).containsExactly(refusal);
    assertThat(refusals("error=\"" + code + "\"")).contains(refusalsOfCode(refusal));
  }

  private static Refusal[] refusalsOfCode(Refusal refusal) {
    return Arrays.stream(Refusal.values())
        .filter(other -> refusal.error().isPresent() && other.error().equals(refusal.error()))
        .toArray(Refusal[]::new);
  }

  private static String encoded(Refusal refusal) {
    return URLEncoder.encode(refusal.description(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid_grant",
        "Invalid Grant",
        " INVALID-GRANT!",
        "OAuth error: invalid_\n grant"
      })
  void aCodeIsFoundHoweverItIsTyped(String pasted) {
    assertThat(refusals(pasted))
        .contains(Refusal.CODE_EXPIRED, Refusal.REFRESH_TOKEN_REUSED)
        .allMatch(refusal -> refusal.error().filter("invalid_grant"::equals).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"429", "HTTP 429", "I got a 429 from you", "status code: 429"})
  void aStatusStandsForAllWithThatStatus(String pasted) {
    assertThat(refusals(pasted))
        .isEqualTo(
            Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.status() == 429)
                .collect(Collectors.toSet()));
  }

  @Test
  void aStatusNarrowsACode() {
    assertThat(refusals("HTTP 504 {\"error\":\"server_error\"}"))
        .containsExactly(Refusal.UPSTREAM_TIMEOUT);
  }

  @Test
  void aChallengeWithoutAnErrorIsTheOneThatBeginsAFlow() {
    assertThat(refusals("WWW-Authenticate: Bearer resource_metadata=\"https://a.example/x\""))
        .containsExactly(Refusal.TOKEN_MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reference 00000000000012340000000000005678",
        "X-CORRELATION-ID: 00000000-0000-1234-0000-000000005678",
        "https://auth.example/errors/nothing?ref=00000000000012340000000000005678."
      })
  void aReferenceIsFoundInWhateverIsAroundIt(String pasted) {
    assertThat(ErrorHint.of(pasted).references()).containsExactly(FLOW);
  }

  @Test
  void theHeaderOfTheGatewayNamesTheRefusal() {
    // > (or the gateway response, including the WWW-Authenticate header).
    for (var refusal : List.of(Refusal.TOKEN_EXPIRED, Refusal.TOKEN_REVOKED)) {
      var answer =
          """
          HTTP/1.1 401 Unauthorized
          WWW-Authenticate: Bearer error="invalid_token", error_description="%s",\
           resource_metadata="https://mcp.example/.well-known/oauth-protected-resource/mcp"

          {"error":"invalid_token"}
          """
              .formatted(refusal.description());
      assertThat(refusals(answer)).containsExactly(refusal);
    }
  }

  @Test
  void somebodysOwnWordsAreHeldAgainstTheDescriptions() {
    assertThat(refusals("it says the code verifier was wrong"))
        .contains(Refusal.CODE_VERIFIER_WRONG);
    assertThat(ErrorHint.of("it just does not work, please help").saysNothing()).isTrue();
  }

  private static Set<Refusal> refusals(String pasted) {
    return ErrorHint.of(pasted).refusals();
  }
}
