package dev.ninestep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

  @Test
  void everyFlowIdIsReadBackAsItWasWritten() {
    var random = new SplittableRandom(1);
    for (var i = 0; i < 1_000; i++) {
      var flow = new FlowId(random.nextLong(), random.nextLong());
      assertThat(FlowId.parse(flow.toString())).contains(flow);
      var account = new AccountId(random.nextLong(), random.nextLong());
      assertThat(AccountId.parse(account.toString())).contains(account);
      var request = new RequestId(random.nextLong(), random.nextLong());
      assertThat(RequestId.parse(request.toString())).contains(request);
      var attempt = new AttemptId(random.nextLong());
      assertThat(AttemptId.parse(attempt.toString())).contains(attempt);
    }
    assertThat(new FlowId(0, 1)).hasToString("0".repeat(31) + "1");
    assertThat(new AttemptId(255)).hasToString("00000000000000ff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0",
        "0123456789ABCDEF0123456789abcdef",
        "0123456789abcdef0123456789abcdeg",
        " 123456789abcdef0123456789abcdef",
        "\u0660123456789abcdef0123456789abcde"
      })
  void whatIsNotThirtyTwoLowerCaseHexDigitsIsNoId(String text) {
    assertThat(FlowId.parse(text)).isEmpty();
    assertThat(AccountId.parse(text)).isEmpty();
    assertThat(RequestId.parse(text)).isEmpty();
    assertThat(AttemptId.parse(text)).isEmpty();
  }

  @Test
  void idsAreOrderedAsTheirTextIs() {
    var low = new FlowId(1, -1);
    var high = new FlowId(-1, 1);
    assertThat(low).isLessThan(high);
    assertThat(low.toString()).isLessThan(high.toString());
    assertThat(new FlowId(1, 1)).isLessThan(new FlowId(1, -1));
  }

  @Test
  void aClientIdIsVisibleAscii() {
    assertThat(ClientId.parse("https://app.example/client.json")).isPresent();
    assertThat(ClientId.parse("a".repeat(512))).isPresent();
    assertThat(ClientId.parse("a".repeat(513))).isEmpty();
    assertThat(List.of("", "a b", "a\n", "\u00e4", "\u007f"))
        .allSatisfy(text -> assertThat(ClientId.parse(text)).isEmpty());
    assertThatIllegalArgumentException().isThrownBy(() -> new ClientId(""));
  }

  @Test
  void aClientNameDeceivesNobody() {
    assertThat(ClientName.parse("Claude Code \u2014 \u7b2c\u4e00")).isPresent();
    assertThat(ClientName.parse("a".repeat(200))).isPresent();
    assertThat(ClientName.parse("a".repeat(201))).isEmpty();
    assertThat(
            List.of("", "  ", "a\u202Eb", "a\u200Bb", "a\u2028b", "a\u0000b", "\ud800", "\ue000"))
        .allSatisfy(text -> assertThat(ClientName.parse(text)).isEmpty());
  }

  @Test
  void anEmptyParameterIsAbsentAndOnlyResourceMayRepeat() {
    var parameters =
        new Parameters(
            Map.of(
                "a", List.of("", ""),
                "b", List.of("", "x"),
                "resource", List.of("1", "2"),
                "d", List.of("1", "2"),
                "c", List.of("1", "2")));
    assertThat(parameters.has("a")).isFalse();
    assertThat(parameters.get("b")).contains("x");
    assertThat(parameters.all("resource")).containsExactly("1", "2");
    assertThat(parameters.repeated()).contains("c");
    assertThat(parameters.toString()).doesNotContain("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://auth.example", "https://auth.example/a", "http://localhost:8080"})
  void anIssuerIsHttpsOrLoopback(String text) {
    assertThat(new Issuer(text)).hasToString(text);
    assertThat(new Issuer(text).isSecure()).isEqualTo(text.startsWith("https"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.example/",
        "https://auth.example?x",
        "https://auth.example#x",
        "http://auth.example",
        "auth.example",
        "https://"
      })
  void anythingElseIsNoIssuer(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Issuer(text));
  }

  @Test
  void theOriginIsTheIssuerWithoutItsPath() {
    assertThat(new Issuer("https://auth.example:8443/a/b").origin())
        .isEqualTo("https://auth.example:8443");
  }
}
