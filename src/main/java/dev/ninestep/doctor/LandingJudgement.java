package dev.ninestep.doctor;

import java.net.URI;
import java.util.Optional;

/// What a client makes of where the browser ends up.
final class LandingJudgement {

  private static final int TEMPORARY = 307;
  private static final int FOR_GOOD = 308;

  private LandingJudgement() {}

  /// Whether the browser came back, and with a code.
  static Verdict back(Landing landing) {
    return switch (landing) {
      case Landing.Stuck(var why) ->
          new Verdict.Broken(
              "The browser does not come back: " + why,
              "Follow the browser step by hand; the page and the server's log say more");
      case Landing.Back(var at, var status) when status == TEMPORARY || status == FOR_GOOD ->
          new Verdict.Broken(
              "The redirect after the form is %d, which keeps the method: the client gets a POST where it expects a GET, with the form in it"
                  .formatted(status),
              "Redirect with 303 (or 302) after a form");
      case Landing.Back(var at, _) -> code(at);
    };
  }

  private static Verdict code(URI at) {
    var error = Query.parameter(at, "error");
    if (error.isPresent()) {
      return new Verdict.Broken(
          "It comes back with %s (%s)"
              .formatted(error.get(), Query.parameter(at, "error_description").orElse("no reason")),
          "See the description; the server's log says more");
    }
    return Query.parameter(at, "code").isPresent()
        ? new Verdict.Ok("with a code")
        : new Verdict.Broken("It comes back without a code", "Send the code to the redirect_uri");
  }

  /// Whether the state is what was sent.
  static Verdict state(URI at, String sent) {
    return Query.parameter(at, "state")
        .map(state ->
            state.equals(sent)
                ? new Verdict.Ok("the same")
                : (Verdict)
                    new Verdict.Broken(
                        "The state comes back changed: clients take the answer for forged",
                        "Decode it once and encode it once; a + stays %2B"))
        .orElseGet(() ->
            new Verdict.Broken(
                "The redirect has no state: clients take the answer for forged",
                "Send state back as it came; let no proxy touch the Location header"));
  }

  /// Whether the redirect says who answers.
  ///
  /// @param at where the browser was sent
  /// @param issuer who has to answer
  /// @param isAdvertised whether the metadata promises iss
  /// @spec https://www.rfc-editor.org/rfc/rfc9207#section-2.4 RFC 9207 §2.4
  static Verdict iss(URI at, String issuer, boolean isAdvertised) {
    Optional<String> iss = Query.parameter(at, "iss");
    if (iss.isPresent()) {
      return iss.get().equals(issuer)
          ? new Verdict.Ok(issuer)
          : new Verdict.Broken(
              "iss: " + Urls.difference(iss.get(), issuer) + "; clients refuse the answer",
              "Send the issuer byte for byte as the metadata has it");
    }
    return isAdvertised
        ? new Verdict.Broken(
            "The metadata promises iss and the redirect has none: clients refuse the answer",
            "Send iss in every redirect; let no proxy touch the Location header")
        : new Verdict.Warning(
            "The redirect has no iss: clients of several servers can be led to mix them up",
            "Send iss (RFC 9207) and say so in the metadata");
  }
}
