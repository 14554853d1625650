package dev.ninestep.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.RedirectUri;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where users may be sent back to.
class RedirectPolicyTest {

  private static final RedirectPolicy POLICY = new RedirectPolicy(Set.of("cursor"));

  private static boolean mayRegister(String uri) {
    return RedirectUri.parse(uri).filter(POLICY::allows).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/cb",
        "https://app.example:8443/cb?x=1",
        "HTTPS://app.example/cb",
        "http://localhost/cb",
        "http://localhost:8787/callback",
        "http://127.0.0.1/cb",
        "http://127.0.0.1:53682/cb",
        "http://[::1]/cb",
        "http://[::1]:53682/cb",
        "com.example.app:/cb",
        "cursor://anysphere.cursor-mcp/oauth/callback"
      })
  void theseMayBeRegistered(String uri) {
    assertThat(mayRegister(uri)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/cb#",
        "https://app.example/cb#part",
        "https://app.example/?x#",
        "com.example.app:/cb#x"
      })
  void aFragmentMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/cb", "app.example/cb", "//app.example/cb", "cb", "https", ":/cb"})
  void whatHasNoSchemeMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https:", "https:cb", "https:/cb", "https:///cb", "https://:443/cb"})
  void whatHasNoHostMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example/cb",
        "http://127.1/cb",
        "http://2130706433/cb",
        "http://0x7f.0.0.1/cb",
        "http://0177.0.0.1/cb",
        "http://127.0.0.2/cb",
        "http://0.0.0.0/cb",
        "http://[::ffff:127.0.0.1]/cb",
        "http://[0:0:0:0:0:0:0:1]/cb",
        "http://localhost.evil.com/cb",
        "http://localhost./cb",
        "http://localhost%2eevil.com/cb",
        "http://127.0.0.1.evil.com/cb",
        "http://evil.com/localhost"
      })
  void plainHttpToAnythingButLoopbackMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "\tjavascript:alert(1)",
        "\u0000javascript:alert(1)",
        "java\nscript:alert(1)",
        "%6aavascript:alert(1)",
        "data:text/html,x",
        "DATA:text/html;base64,eA==",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://app.example/1",
        "about:blank",
        "intent://scan/#Intent;end",
        "intent://scan/",
        "ws://app.example/",
        "ftp://app.example/cb",
        "mailto:a@b.example",
        "view-source:https://app.example"
      })
  void aSchemeThatDoesSomethingElseMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"myapp:/cb", "myapp://cb", "com.example.app://host/cb", "windsurf://x"})
  void aPrivateUseSchemeNobodyOwnsMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://good@evil.example/cb",
        "https://good:secret@evil.example/cb",
        "https://@evil.example/cb",
        "https://good.example@evil_host/cb",
        "http://localhost:80@evil.example/cb",
        "http://localhost@evil.example/cb",
        "cursor://good@evil/cb"
      })
  void userinfoMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://*.example.com/cb", "https://example.com/*", "https://*/cb"})
  void aWildcardMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/a/../cb",
        "https://app.example/..",
        "https://app.example/./cb",
        "https://app.example/%2e%2e/cb",
        "https://app.example/%2E./cb",
        "https://app.example\\@evil.example/cb",
        "https://app.example/cb\r\nX: y",
        "https://app.example/c\u0000b",
        "https://app.example/a b",
        "https://b\u00fccher.example/cb",
        "https://app.example/%zz"
      })
  void whatTwoReadersMayReadDifferentlyMayNot(String uri) {
    assertThat(mayRegister(uri)).isFalse();
  }
}
