package dev.ninestep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A redirect URI is compared byte for byte, but for the port of a loopback one.
class RedirectUriTest {

  private static boolean admits(String registered, String asked) {
    return RedirectUri.parse(asked).filter(new RedirectUri(registered)::admits).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/cb/",
        "https://app.example/CB",
        "https://app.example/cb?x=1",
        "https://app.example/cb?",
        "https://app.example:443/cb",
        "https://app.example/%63b",
        "https://app.example%2Fcb",
        "https://APP.example/cb",
        "HTTPS://app.example/cb",
        "https://user@app.example/cb",
        "https://app.example/cb#x",
        "https://app.example/c",
        "https://app.example.evil/cb",
        "http://app.example/cb"
      })
  void aNearMissIsAMiss(String asked) {
    assertThat(admits("https://app.example/cb", asked)).isFalse();
  }

  @Test
  void theSameBytesAreAdmitted() {
    assertThat(admits("https://app.example/cb", "https://app.example/cb")).isTrue();
    assertThat(admits("cursor://host/cb", "cursor://host/cb")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/cb, http://127.0.0.1:51234/cb",
    "http://127.0.0.1:51234/cb, http://127.0.0.1/cb",
    "http://127.0.0.1:1/cb, http://127.0.0.1:2/cb",
    "http://localhost/cb, http://localhost:8080/cb",
    "http://[::1]/cb, http://[::1]:8080/cb",
    "http://[::1]:1, http://[::1]:2",
    "http://localhost?a=b:c, http://localhost:9?a=b:c",
    "http://localhost/a:b, http://localhost:9/a:b"
  })
  void thePortOfALoopbackUriIsFree(String registered, String asked) {
    assertThat(admits(registered, asked)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/cb, http://127.0.0.1:51234/other",
    "http://127.0.0.1/cb, http://127.0.0.1:51234/cb/",
    "http://127.0.0.1/cb, http://127.0.0.1:51234/cb?x=1",
    "http://127.0.0.1/cb, http://localhost:51234/cb",
    "http://127.0.0.1/cb, http://[::1]:51234/cb",
    "http://localhost/cb, http://127.0.0.1/cb",
    "http://127.0.0.1/cb, https://127.0.0.1:51234/cb",
    "https://127.0.0.1/cb, https://127.0.0.1:51234/cb",
    "https://app.example/cb, https://app.example:8443/cb",
    "http://localhost/cb, http://localhost.evil.com:80/cb",
    "http://localhost/a:1/cb, http://localhost/a:2/cb"
  })
  void nothingButThePortOfALoopbackUriIsFree(String registered, String asked) {
    assertThat(admits(registered, asked)).isFalse();
  }

  @Test
  void itIsKeptByteForByte() {
    assertThat(new RedirectUri("https://App.Example:443/%63b"))
        .hasToString("https://App.Example:443/%63b");
  }

  @Test
  void thePersonAtTheConsentPageReadsTheHost() {
    assertThat(new RedirectUri("https://App.Example:443/cb").host()).isEqualTo("app.example");
    assertThat(new RedirectUri("com.example.app:/cb").host()).isEqualTo("com.example.app:");
    assertThat(new RedirectUri("http://[::1]:9/cb").host()).isEqualTo("[::1]");
  }

  @Test
  void theFirstByteThatDiffersIsFound() {
    var known = new RedirectUri("https://app.example/cb");
    assertThat(known.differsAt(known)).isEqualTo(OptionalInt.empty());
    assertThat(known.differsAt(new RedirectUri("https://app.example/cb/")))
        .isEqualTo(OptionalInt.of(22));
    assertThat(known.differsAt(new RedirectUri("http://app.example/cb")))
        .isEqualTo(OptionalInt.of(4));
  }

  @Test
  void itIsAtMostTwoThousandAndFortyEightCharacters() {
    var longest = "https://app.example/" + "a".repeat(2_028);
    assertThat(RedirectUri.parse(longest)).isPresent();
    assertThat(RedirectUri.parse(longest + "a")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new RedirectUri(longest + "a"));
  }
}
