package dev.ninestep.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewPasswordTest {

  private static final Login ANNA = new Login("anna.karenina@example.com");

  private static Optional<String> fault(String text) {
    return NewPassword.fault(text, ANNA);
  }

  @Test
  void fifteenCharactersAreEnoughAndFourteenAreNot() {
    assertThat(fault("tulip barge nin")).isEmpty();
    assertThat(fault("tulip barge ni")).contains("a password has at least 15 characters");
    assertThat(fault("\uD83C\uDF37".repeat(8))).contains("a password has at least 15 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery staple",
        "ooo yes, all in lower case",
        "k7dmx-2qfhw-t9rvb-3znpc"
      })
  void noKindOfCharacterIsDemanded(String text) {
    assertThat(fault(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1qaz2wsx3edc4rfv, tried first",
    "1QAZ2wsx3EDC4rfv, tried first",
    "password20261122, tried first",
    "passwordpassword, tried first",
    "aaaaaaaaaaaaaaaaa, again and again",
    "abcdeabcdeabcdeab, again and again",
    "anna.karenina@example.com, again and again"
  })
  void whatIsTriedFirstIsRefusedAndNotRepeated(String text, String why) {
    assertThat(fault(text))
        .hasValueSatisfying(words -> assertThat(words).contains(why).doesNotContain(text));
  }

  @Test
  void whatCannotBeTypedIsRefused() {
    assertThat(fault("tulip barge nine ".repeat(100))).contains("not a password that can be typed");
  }

  @Test
  void aGeneratedPasswordIsGoodEnough() {
    assertThat(fault(GeneratedPassword.from(new java.security.SecureRandom()).value())).isEmpty();
  }
}
