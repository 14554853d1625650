package dev.ninestep.doctor;

import java.util.Map;
import java.util.Optional;

/// Steps 6 to 9: the MCP server itself, with the token.
record CallProbe(Visit visit, String token) {

  private static final String SESSION = "Mcp-Session-Id";

  void run() {
    var url = visit.url();
    var findings = visit.findings();
    var first =
        findings.look(Check.INITIALIZE, with(Calls.initialize(url)), CallJudgement::admitted);
    var session =
        first instanceof Response response ? response.header(SESSION) : Optional.<String>empty();
    findings.look(
        Check.TOKEN_IN_QUERY,
        Calls.initialize(Query.added(url, Map.of("access_token", token))),
        CallJudgement::inQuery);
    if (!(first instanceof Response response
        && CallJudgement.admitted(response) instanceof Verdict.Ok)) {
      findings.lack(Need.SESSION, "the server does not let the token in");
      return;
    }
    stream(session);
    findings.look(Check.TOOLS, in(session, Calls.tools(url)), CallJudgement::tools);
    findings.look(Check.MODERN_REQUEST, with(Calls.discover(url)), CallJudgement::modern);
    findings.look(Check.LARGE_REQUEST, in(session, Calls.large(url)), CallJudgement::large);
  }

  private void stream(Optional<String> session) {
    var ask =
        in(session, Ask.get(visit.url()).with("Accept", "text/event-stream"))
            .with("MCP-Protocol-Version", Calls.LEGACY);
    var answer = visit.findings().send(ask);
    visit
        .findings()
        .add(
            Check.STREAM,
            ask,
            CallJudgement.stream(answer)
                .orElseGet(() -> visit.findings().verdict(ask, answer, CallJudgement::admitted)));
  }

  private Ask in(Optional<String> session, Ask ask) {
    return session.map(id -> with(ask).with(SESSION, id)).orElseGet(() -> with(ask));
  }

  private Ask with(Ask ask) {
    return ask.with("Authorization", "Bearer " + token);
  }

  /// Without the token.
  @Override
  public String toString() {
    return "CallProbe[" + visit.url() + "]";
  }
}
