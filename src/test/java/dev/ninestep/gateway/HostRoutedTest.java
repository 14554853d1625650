package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ResourceUri;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two resources with one path, each on a host of its own.
class HostRoutedTest {

  private static final ResourceUri FILES = new ResourceUri("https://files.example/mcp");
  private static final ResourceUri MAIL = new ResourceUri("https://mail.example:8443/mcp");

  private final Harness harness =
      new Harness(
          List.of(TestSettings.atHostOf(FILES), TestSettings.atHostOf(MAIL)),
          harness -> List.of(harness.fakes.serve(request -> request.response().end("up"))));

  @AfterEach
  void close() {
    harness.close();
  }

  private RawHttp.Answer call(String host, String... headers) {
    return RawHttp.exchange(
        harness.port(),
        "POST /mcp HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n%s\r\n"
            .formatted(host, String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"files.example", "FILES.example:443"})
  void aChallengeNamesTheMetadataOfTheHostThatWasAsked(String host) {
    var challenge = call(host).header("WWW-Authenticate").getFirst();
    assertThat(challenge)
        .contains("\"https://files.example/.well-known/oauth-protected-resource/mcp\"");
  }

  @Test
  void anotherPortOfTheHostIsTheHost() {
    assertThat(call("mail.example").header("WWW-Authenticate").getFirst())
        .contains("\"https://mail.example:8443/.well-known/oauth-protected-resource/mcp\"");
  }

  /// GW-03.
  @Test
  void aTokenForOneHostIsNoneForTheOther() {
    var bearer = "Authorization: Bearer " + harness.tokenFor(MAIL);
    assertThat(call("mail.example:8443", bearer).body()).isEqualTo("up");
    assertThat(call("files.example", bearer).status()).isEqualTo(401);
    assertThat(harness.facts.events(CallRefused.class))
        .extracting(CallRefused::refusal, CallRefused::resource)
        .containsExactly(tuple(Refusal.TOKEN_WRONG_AUDIENCE, FILES));
  }

  @Test
  void aHostOfNeitherIsNotFound() {
    assertThat(call("evil.example").status()).isEqualTo(404);
  }
}
