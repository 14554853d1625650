package dev.ninestep.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made of the answer to a request without a token.
class ChallengeJudgementTest {

  private static final URI URL = URI.create("https://a.example/mcp");
  private static final String METADATA =
      "https://a.example/.well-known/oauth-protected-resource/mcp";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bearer resource_metadata=\"M\", scope=\"mcp\" | ok |",
        "Bearer scope=\"mcp\", resource_metadata=\"M\" | ok |",
        "Bearer resource_metadata=M | warning | not in quotes",
        "Bearer realm=\"x\" | warning | has no resource_metadata",
        "Bearer error=\"invalid_token\", resource_metadata=\"M\" | warning | names an error",
        "Basic realm=\"x\" | warning | not Bearer",
        "Bearer resource_metadata=\"https://b.example/x\" | warning | another origin",
      })
  void theHeaderIsReadAsClientsReadIt(String header, String verdict, String words) {
    var judged =
        ChallengeJudgement.judge(
            Answers.of(401, "", "WWW-Authenticate", header.replace("M", METADATA)), URL);
    assertThat(judged.word()).as(judged.toString()).isEqualTo(verdict);
    assertThat(judged.toString()).contains(words == null ? "" : words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | without WWW-Authenticate",
        "200 | no client ever asks for one",
        "202 | no client ever asks for one",
        "400 | before the token",
        "403 | takes it as final",
        "404 | before the token",
        "406 | before the token",
        "502 | fails with 502",
      })
  void everyOtherStatusIsBroken(int status, String words) {
    var judged = ChallengeJudgement.judge(Answers.of(status, ""), URL);
    assertThat(judged).isInstanceOf(Verdict.Broken.class);
    assertThat(judged.toString()).contains(words);
  }

  @Test
  void aRedirectToHttpIsTheWorkOfAProxyThatEndsTls() {
    assertThat(
            ChallengeJudgement.judge(Answers.of(308, "", "Location", "http://a.example/mcp/"), URL)
                .toString())
        .contains("does not know that TLS ends before it", "X-Forwarded-Proto");
  }

  @Test
  void aTokenThatIsNoneHasToBeCalledThat() {
    var named = Answers.of(401, "", "WWW-Authenticate", "Bearer error=\"invalid_token\"");
    assertThat(ChallengeJudgement.wrongToken(named)).isInstanceOf(Verdict.Ok.class);
    var silent = Answers.of(401, "", "WWW-Authenticate", "Bearer realm=\"x\"");
    assertThat(ChallengeJudgement.wrongToken(silent)).isInstanceOf(Verdict.Warning.class);
    assertThat(ChallengeJudgement.wrongToken(Answers.of(403, "")))
        .isInstanceOf(Verdict.Broken.class);
  }
}
