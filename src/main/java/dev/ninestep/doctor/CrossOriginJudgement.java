package dev.ninestep.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Whether a page in a browser, such as MCP Inspector, may do what other clients do. None of it
/// hinders those.
///
/// @spec https://fetch.spec.whatwg.org/#http-cors-protocol Fetch, CORS protocol
final class CrossOriginJudgement {

  private static final String BROWSERS = "; clients in a browser, such as MCP Inspector, fail";

  private CrossOriginJudgement() {}

  /// The answer to a preflight.
  ///
  /// @param response the answer
  /// @param asked what was asked
  static Verdict preflight(Response response, Ask asked) {
    if (!response.isSuccess()) {
      return new Verdict.Warning(
          "The preflight (OPTIONS) is answered with %s%s".formatted(response.words(), BROWSERS),
          "Answer OPTIONS with 204, without a token, also in every proxy");
    }
    if (!allowsOrigin(response)) {
      return missing("Access-Control-Allow-Origin");
    }
    var method = asked.headers().getOrDefault("Access-Control-Request-Method", "");
    // A method of simple requests needs no permission.
    if (!method.equals("POST") && !isListed(response, "Access-Control-Allow-Methods", method)) {
      return new Verdict.Warning(
          "Access-Control-Allow-Methods has no " + method + BROWSERS, "Add it");
    }
    var unlisted =
        split(asked.headers().getOrDefault("Access-Control-Request-Headers", "")).stream()
            .filter(name -> !isListed(response, "Access-Control-Allow-Headers", name))
            .toList();
    return unlisted.isEmpty()
        ? new Verdict.Ok("the preflight allows it")
        : new Verdict.Warning(
            "Access-Control-Allow-Headers lacks %s%s"
                .formatted(String.join(", ", unlisted), BROWSERS),
            "List them by name: * does not cover Authorization");
  }

  /// The challenge as a page sees it.
  static Verdict challenge(Response response) {
    if (!allowsOrigin(response)) {
      return missing("Access-Control-Allow-Origin");
    }
    return isListed(response, "Access-Control-Expose-Headers", "www-authenticate")
        ? new Verdict.Ok("WWW-Authenticate is exposed")
        : new Verdict.Warning(
            "Access-Control-Expose-Headers lacks WWW-Authenticate: a page cannot read the challenge"
                + BROWSERS,
            "Expose WWW-Authenticate, Mcp-Session-Id and MCP-Protocol-Version, on errors too");
  }

  /// A document as a page sees it.
  static Verdict document(Response response) {
    return allowsOrigin(response)
        ? new Verdict.Ok("any origin may read it")
        : missing("Access-Control-Allow-Origin");
  }

  private static Verdict missing(String header) {
    return new Verdict.Warning(
        "The answer has no " + header + BROWSERS, "Send it, with *, on errors too");
  }

  private static boolean allowsOrigin(Response response) {
    var allowed = response.header("Access-Control-Allow-Origin").orElse("");
    return allowed.equals("*") || allowed.equals(Ask.PAGE);
  }

  private static boolean isListed(Response response, String header, String name) {
    var listed = split(response.header(header).orElse(""));
    return listed.contains(name.toLowerCase(Locale.ROOT))
        || (listed.contains("*") && !name.equalsIgnoreCase("authorization"));
  }

  private static List<String> split(String list) {
    return Arrays.stream(list.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
