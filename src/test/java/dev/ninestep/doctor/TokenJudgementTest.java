package dev.ninestep.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made of redirects, tokens and calls.
class TokenJudgementTest {

  private static final String GOOD =
      """
      {"access_token": "a", "token_type": "bearer", "expires_in": 3600, "refresh_token": "r"}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"a\" | \"a\" | ok |",
        "\"refresh_token\" | \"rt\" | warning | There is no refresh_token",
        "3600 | \"3600\" | warning | no expires_in as a number",
        "3600 | null | warning | expires_in is null",
        "bearer | mac | broken | token_type is not Bearer",
        "\"access_token\" | \"token\" | broken | no access_token",
      })
  void aTokenAnswerIsReadAsClientsReadIt(
      String part, String instead, String verdict, String words) {
    var judged = TokenJudgement.tokens(Answers.of(200, GOOD.replace(part, instead)));
    assertThat(judged.word()).as(judged.toString()).isEqualTo(verdict);
    assertThat(judged.toString()).contains(words == null ? "" : words);
  }

  @Test
  void aRefreshTokenThatStaysIsNoNewOne() {
    assertThat(TokenJudgement.rotated("a", "b")).isInstanceOf(Verdict.Ok.class);
    assertThat(TokenJudgement.rotated("a", "a")).isInstanceOf(Verdict.Warning.class);
    assertThat(TokenJudgement.rotated("a", "")).isInstanceOf(Verdict.Warning.class);
  }

  @Test
  void aCodeThatIsNoneIsAnInvalidGrant() {
    assertThat(TokenJudgement.invalidCode(Answers.of(400, "{\"error\":\"invalid_grant\"}")))
        .isInstanceOf(Verdict.Ok.class);
    assertThat(TokenJudgement.invalidCode(Answers.of(400, "{\"error\":\"server_error\"}")))
        .isInstanceOf(Verdict.Warning.class);
    assertThat(TokenJudgement.invalidCode(Answers.of(200, GOOD)))
        .isInstanceOf(Verdict.Broken.class);
    assertThat(TokenJudgement.invalidCode(Answers.of(415, "")).toString())
        .contains("Content-Type that is not taken");
  }

  @Test
  void aTokenThatDoesNotArriveIsToldFromOneThatIsRefused() {
    assertThat(CallJudgement.admitted(Answers.of(401, "")).toString())
        .contains("strips the Authorization header");
    assertThat(
            CallJudgement.admitted(
                    Answers.of(401, "", "WWW-Authenticate", "Bearer error=\"invalid_token\""))
                .toString())
        .contains("the audience, the issuer or the clock");
    assertThat(CallJudgement.admitted(Answers.of(403, "<html>")).toString())
        .contains("firewall or bot rule");
    assertThat(
            CallJudgement.admitted(
                Answers.of(200, "data: {\"result\":{}}\n\n", "Content-Type", "text/event-stream")))
        .isInstanceOf(Verdict.Ok.class);
  }

  @Test
  void aStreamThatDoesNotBeginIsBuffered() {
    assertThat(CallJudgement.stream(new Answer.None(Answer.Reason.TOO_SLOW, "")).orElseThrow())
        .isInstanceOf(Verdict.Broken.class);
    assertThat(CallJudgement.stream(Answers.of(405, "")).orElseThrow())
        .isInstanceOf(Verdict.Ok.class);
    assertThat(CallJudgement.stream(Answers.of(401, ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "302, code=c&state=s, ok",
    "303, code=c, ok",
    "307, code=c, broken",
    "308, code=c, broken",
    "302, error=access_denied, broken",
    "302, state=s, broken"
  })
  void theBrowserComesBackWithACode(int status, String query, String verdict) {
    var landing = new Landing.Back(URI.create("http://127.0.0.1:1/callback?" + query), status);
    assertThat(LandingJudgement.back(landing).word()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "iss=https%3A%2F%2Fa.example, true, ok",
    "iss=https%3A%2F%2Fa.example%2F, true, broken",
    "code=c, true, broken",
    "code=c, false, warning"
  })
  void whoAnswersIsSaidAsPromised(String query, boolean isPromised, String verdict) {
    var at = URI.create("http://127.0.0.1:1/callback?" + query);
    assertThat(LandingJudgement.iss(at, "https://a.example", isPromised).word()).isEqualTo(verdict);
  }
}
