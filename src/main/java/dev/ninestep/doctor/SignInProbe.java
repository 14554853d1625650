package dev.ninestep.doctor;

import dev.ninestep.protocol.CodeVerifier;
import java.util.Optional;

/// Step 4: sends a browser to the authorization endpoint and looks at what it brings back.
record SignInProbe(Visit visit, Chance chance, Browser browser) {

  private static final String ORIGIN = "of the redirect, or of your own request";

  /// A code and what it takes to redeem it.
  ///
  /// @param value the code
  /// @param verifier what the challenge was made of
  record Code(String value, CodeVerifier verifier) {

    /// Without the code.
    @Override
    public String toString() {
      return "Code[redacted]";
    }
  }

  /// Gets the first code, and judges how it came.
  Optional<Code> run(Client client) {
    var verifier = chance.verifier();
    var state = chance.state();
    var findings = visit.findings();
    var ask =
        Ask.get(Query.added(client.server().authorization(), client.request(verifier, state)));
    var landing = browser.visit(ask.uri());
    var code = code(landing, verifier);
    var verdict = LandingJudgement.back(landing);
    findings.add(Check.REDIRECT_BACK, ask, verdict);
    if (landing instanceof Landing.Back(var at, _) && code.isPresent()) {
      findings.add(Check.STATE, ask, LandingJudgement.state(at, state));
      findings.add(
          Check.ISS,
          ask,
          LandingJudgement.iss(at, client.server().issuer(), client.server().isIssPromised()));
    } else {
      findings.lack(Need.CODE, "the browser came back without a code, or not at all");
    }
    return code;
  }

  /// Gets another one.
  Optional<Code> again(Client client) {
    var verifier = chance.verifier();
    var request = client.request(verifier, chance.state());
    return code(browser.visit(Query.added(client.server().authorization(), request)), verifier);
  }

  private Optional<Code> code(Landing landing, CodeVerifier verifier) {
    visit.secrets().keep(verifier.value(), "VERIFIER", ORIGIN);
    return landing instanceof Landing.Back(var at, _)
        ? Query.parameter(at, "code")
            .map(code -> new Code(visit.secrets().keep(code, "CODE", ORIGIN), verifier))
        : Optional.empty();
  }
}
