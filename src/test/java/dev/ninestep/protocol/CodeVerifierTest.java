package dev.ninestep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeVerifierTest {

  /// The example of RFC 7636 Appendix B.
  private static final CodeVerifier VERIFIER =
      new CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");

  private static final CodeChallenge CHALLENGE =
      new CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

  @Test
  void theExampleOfTheStandardHolds() {
    assertThat(VERIFIER.challenge()).isEqualTo(CHALLENGE);
    assertThat(VERIFIER.answers(CHALLENGE)).isTrue();
  }

  @Test
  void aVerifierAnswersNoOtherChallenge() {
    assertThat(new CodeVerifier("x".repeat(43)).answers(CHALLENGE)).isFalse();
    assertThat(new CodeVerifier(CHALLENGE.value()).answers(CHALLENGE)).isFalse();
  }

  @Test
  void sendingTheChallengeItselfIsNoticed() {
    assertThat(new CodeVerifier(CHALLENGE.value()).isTheChallengeItself(CHALLENGE)).isTrue();
    assertThat(VERIFIER.isTheChallengeItself(CHALLENGE)).isFalse();
  }

  @Test
  void itPrintsNothingOfItself() {
    assertThat(VERIFIER).hasToString("[redacted]");
    assertThat("" + VERIFIER).doesNotContain(VERIFIER.value());
  }

  @Test
  void itHasFortyThreeToAHundredAndTwentyEightCharacters() {
    assertThat(CodeVerifier.parse("v".repeat(42))).isEmpty();
    assertThat(CodeVerifier.parse("v".repeat(43))).isPresent();
    assertThat(CodeVerifier.parse("v".repeat(128))).isPresent();
    assertThat(CodeVerifier.parse("v".repeat(129))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "+", "/", "=", "%", "\u00e4", "\n"})
  void itHasOnlyUnreservedCharacters(String wrong) {
    assertThat(CodeVerifier.parse("v".repeat(43) + wrong)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CodeVerifier("v".repeat(43) + wrong))
        .withMessageNotContaining("vvv");
  }

  @Test
  void aChallengeIsFortyThreeCharactersOfBase64Url() {
    assertThat(CodeChallenge.parse("-_".repeat(21) + "A")).isPresent();
    assertThat(CodeChallenge.parse("A".repeat(42))).isEmpty();
    assertThat(CodeChallenge.parse("A".repeat(44))).isEmpty();
    assertThat(CodeChallenge.parse("A".repeat(42) + "=")).isEmpty();
    assertThat(CodeChallenge.parse("A".repeat(42) + "+")).isEmpty();
    assertThat(CodeChallenge.parse("A".repeat(42) + "/")).isEmpty();
    assertThat(CodeChallenge.parse("A".repeat(42) + "~")).isEmpty();
  }
}
