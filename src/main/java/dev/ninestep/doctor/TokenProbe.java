package dev.ninestep.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Step 5: codes for tokens, and codes that must get none.
record TokenProbe(Visit visit, Chance chance, Client client) {

  private static final String ORIGIN = "of the answer of the token endpoint";

  /// What a code was worth.
  ///
  /// @param access the access token
  /// @param refresh the refresh token, if there is one
  record Tokens(String access, Optional<String> refresh) {

    /// Without either.
    @Override
    public String toString() {
      return "Tokens[redacted]";
    }
  }

  /// What needs no code.
  void before() {
    var endpoint = client.server().token();
    var preflight = Ask.preflight(endpoint, "POST", "content-type");
    visit
        .findings()
        .look(Check.TOKEN_PREFLIGHT, preflight, r -> CrossOriginJudgement.preflight(r, preflight));
    visit
        .findings()
        .look(
            Check.TOKEN_REFUSAL,
            Ask.form(endpoint, client.redemption("none", chance.verifier()))
                .with("Accept", "application/json"),
            TokenJudgement::invalidCode);
  }

  /// Redeems a code.
  Optional<Tokens> redeem(SignInProbe.Code code) {
    var ask = ask(client.redemption(code.value(), code.verifier()));
    var answer = visit.findings().look(Check.CODE, ask, TokenJudgement::tokens);
    var tokens = tokens(answer);
    if (answer instanceof Response response && tokens.isPresent()) {
      visit.findings().add(Check.NOT_STORED, ask, TokenJudgement.notStored(response));
    } else {
      visit.findings().lack(Need.TOKENS, "the code became no token");
    }
    if (tokens.flatMap(Tokens::refresh).isEmpty()) {
      visit.findings().lack(Need.REFRESH_TOKEN, "there is no refresh token");
    }
    return tokens;
  }

  /// Refreshes, and tries the old one once more.
  void refresh(String refreshToken) {
    var findings = visit.findings();
    var ask = ask(client.refresh(refreshToken));
    var tokens = tokens(findings.look(Check.REFRESHED, ask, TokenJudgement::refreshed));
    if (tokens.isEmpty()) {
      findings.add(Check.ROTATED, new Verdict.NotTried("nothing was refreshed"));
      findings.add(Check.REUSED, new Verdict.NotTried("nothing was refreshed"));
      return;
    }
    var successor = tokens.flatMap(Tokens::refresh).orElse("");
    var rotated = TokenJudgement.rotated(refreshToken, successor);
    findings.add(Check.ROTATED, ask, rotated);
    if (rotated instanceof Verdict.Ok) {
      findings.look(Check.REUSED, ask, TokenJudgement::reused);
    } else {
      findings.add(Check.REUSED, new Verdict.NotTried("it is not replaced"));
    }
  }

  /// Tries to cheat with codes of which there are more.
  void cheat(SignInProbe signIn) {
    cheat(
        signIn,
        Check.NO_VERIFIER,
        code -> without(client.redemption(code.value(), code.verifier())),
        "The code is redeemed without a code_verifier: PKCE protects nothing");
    cheat(
        signIn,
        Check.WRONG_VERIFIER,
        code -> client.redemption(code.value(), chance.verifier()),
        "The code is redeemed with another code_verifier: PKCE protects nothing");
    cheat(
        signIn,
        Check.FOREIGN_RESOURCE_AT_TOKEN,
        this::elsewhere,
        "The code gets a token for a resource the user was not asked about");
    signIn
        .again(client)
        .ifPresent(code -> {
          var ask = ask(client.redemption(code.value(), code.verifier()));
          visit.findings().send(ask);
          visit
              .findings()
              .look(
                  Check.CODE_AGAIN,
                  ask,
                  r -> TokenJudgement.nothing(r, "The code is redeemed a second time"));
        });
  }

  private void cheat(
      SignInProbe signIn,
      Check check,
      Function<SignInProbe.Code, Map<String, String>> form,
      String danger) {
    signIn
        .again(client)
        .ifPresentOrElse(
            code ->
                visit
                    .findings()
                    .look(check, ask(form.apply(code)), r -> TokenJudgement.nothing(r, danger)),
            () -> visit.findings().lack(Need.MORE_CODES, "no other code came"));
  }

  private static Map<String, String> without(Map<String, String> form) {
    var less = new LinkedHashMap<>(form);
    less.remove("code_verifier");
    return less;
  }

  private Map<String, String> elsewhere(SignInProbe.Code code) {
    var form = new LinkedHashMap<>(client.redemption(code.value(), code.verifier()));
    form.put("resource", "https://other.invalid/mcp");
    return form;
  }

  private Ask ask(Map<String, String> form) {
    return Ask.form(client.server().token(), form).with("Accept", "application/json");
  }

  private Optional<Tokens> tokens(Answer answer) {
    if (!(answer instanceof Response response)) {
      return Optional.empty();
    }
    return response
        .json()
        .map(json ->
            new Tokens(
                visit
                    .secrets()
                    .keep(ServerJudgement.text(json, "access_token"), "ACCESS_TOKEN", ORIGIN),
                Optional.of(ServerJudgement.text(json, "refresh_token"))
                    .filter(token -> !token.isEmpty())
                    .map(token -> visit.secrets().keep(token, "REFRESH_TOKEN", ORIGIN))))
        .filter(tokens -> response.isSuccess() && !tokens.access.isEmpty());
  }
}
