package dev.ninestep.doctor;

import java.net.URI;
import java.util.Optional;

/// Step 0, the challenge: asks at the MCP URL without a token, in every way a client does.
record ChallengeProbe(Visit visit) {

  private static final String ASKED_HEADERS =
      "authorization,content-type,mcp-protocol-version,mcp-session-id,mcp-method,mcp-name";

  /// What was learned.
  ///
  /// @param isThere whether anybody answers
  /// @param metadata where the challenge says that the metadata is
  record Learned(boolean isThere, Optional<URI> metadata) {}

  Learned run() {
    var url = visit.url();
    var findings = visit.findings();
    var initialize = Calls.initialize(url);
    var first =
        findings.look(Check.POST_WITHOUT_TOKEN, initialize, r -> ChallengeJudgement.judge(r, url));
    if (first instanceof Answer.None(var reason, _) && reason.isFinal()) {
      findings.lack(Need.ANSWER, "nobody answers at the MCP URL");
      return new Learned(false, Optional.empty());
    }
    some(Check.GET_WITHOUT_TOKEN, Ask.get(url).with("Accept", "application/json"));
    some(Check.STREAM_WITHOUT_TOKEN, Ask.get(url).with("Accept", "text/event-stream"));
    some(Check.HEAD_WITHOUT_TOKEN, Ask.of("HEAD", url));
    findings.look(
        Check.WRONG_TOKEN,
        initialize.with("Authorization", "Bearer none"),
        ChallengeJudgement::wrongToken);
    var preflight = Ask.preflight(url, "POST", ASKED_HEADERS);
    findings.look(
        Check.MCP_PREFLIGHT, preflight, r -> CrossOriginJudgement.preflight(r, preflight));
    findings.look(
        Check.CHALLENGE_READABLE,
        initialize.with("Origin", Ask.PAGE),
        CrossOriginJudgement::challenge);
    return new Learned(true, metadata(first));
  }

  private void some(Check check, Ask ask) {
    visit.findings().look(check, ask, r -> ChallengeJudgement.judge(r, visit.url()).softened());
  }

  private static Optional<URI> metadata(Answer answer) {
    return answer instanceof Response response
        ? response.header("WWW-Authenticate").flatMap(ChallengeJudgement::metadataUrl)
        : Optional.empty();
  }
}
