package dev.ninestep.doctor;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a client makes of the answer to a request without a token.
///
/// @spec https://www.rfc-editor.org/rfc/rfc9728#section-5.1 RFC 9728 §5.1
final class ChallengeJudgement {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Pattern METADATA = Pattern.compile("resource_metadata=(\"?)([^\", ]+)\\1");
  private static final Pattern ERROR = Pattern.compile("(?:^|[ ,])error=\"?([^\", ]+)");
  private static final String FIX_HEADER =
      "Send WWW-Authenticate: Bearer resource_metadata=\"…\", scope=\"…\", and let every proxy pass"
          + " it on";

  private ChallengeJudgement() {}

  /// The answer to a request without a token.
  ///
  /// @param response the answer
  /// @param url what was asked
  static Verdict judge(Response response, URI url) {
    if (response.status() == UNAUTHORIZED) {
      return response
          .header("WWW-Authenticate")
          .map(header -> header(header, url))
          .orElseGet(() ->
              new Verdict.Broken(
                  "401 comes without WWW-Authenticate, so a client does not learn where to ask for"
                      + " a token: the server does not send it, or something in between strips it",
                  FIX_HEADER));
    }
    if (response.isRedirect()) {
      return redirect(response, url);
    }
    if (response.isSuccess()) {
      return new Verdict.Broken(
          "It is answered (%d) without a token, so no client ever asks for one"
              .formatted(response.status()),
          "Answer 401 with a challenge before anything else is looked at");
    }
    if (response.status() == FORBIDDEN) {
      return new Verdict.Broken(
          "403 where 401 is due: a client takes it as final and never asks for a token"
              + (response.isPage() ? "; the page looks like that of a firewall or bot rule" : ""),
          "Answer 401 with a challenge; if a firewall answers, let it pass this path");
    }
    return response.isRefusal()
        ? new Verdict.Broken(
            "%s where 401 is due: method, path, Accept or body are looked at before the token"
                .formatted(response.words()),
            "Look for the token first, at the very URL users type, and answer 401 with a challenge")
        : Unexpected.of(response, "A request without a token");
  }

  private static Verdict redirect(Response response, URI url) {
    var to = url.resolve(response.header("Location").orElse(""));
    if ("https".equals(url.getScheme()) && "http".equals(to.getScheme())) {
      return new Verdict.Broken(
          "It redirects from https to " + to + ": the server does not know that TLS ends before it",
          "Send X-Forwarded-Proto, and have the server believe it");
    }
    return new Verdict.Broken(
        "It redirects (%d) to %s: clients lose the method, the body or the Authorization header on the way"
            .formatted(response.status(), to),
        "Serve the MCP URL itself, with and without a slash at its end");
  }

  private static Verdict header(String header, URI url) {
    if (!header.startsWith("Bearer")) {
      return new Verdict.Warning(
          "The first challenge is not Bearer; some clients look at the first one only",
          "Put Bearer first, in this spelling");
    }
    var metadata = METADATA.matcher(header);
    if (!metadata.find()) {
      return new Verdict.Warning(
          "The challenge has no resource_metadata: clients have to guess where the metadata is",
          FIX_HEADER);
    }
    if (metadata.group(1).isEmpty()) {
      return new Verdict.Warning(
          "resource_metadata is not in quotes; some clients (Gemini CLI) read no other form",
          FIX_HEADER);
    }
    if (ERROR.matcher(header).find()) {
      return new Verdict.Warning(
          "The challenge names an error though no token was sent; some clients then do not ask for"
              + " one",
          "Leave error out when a request has no token");
    }
    var at = metadataUrl(header).map(found -> !Urls.sameOrigin(found, url)).orElse(false);
    return at
        ? new Verdict.Warning(
            "The metadata is on another origin than the MCP URL; Codex and Goose then ignore it",
            "Serve the metadata of the resource on the host of the MCP URL")
        : new Verdict.Ok("401 with a Bearer challenge");
  }

  /// Where a challenge says that the metadata is.
  static Optional<URI> metadataUrl(String header) {
    var found = METADATA.matcher(header);
    return found.find() ? Urls.parse(found.group(2)) : Optional.empty();
  }

  /// The `error` a challenge names, or nothing.
  static String error(Response response) {
    var found = ERROR.matcher(response.header("WWW-Authenticate").orElse(""));
    return found.find() ? found.group(1) : "";
  }

  /// The answer to a request with a token that is none.
  static Verdict wrongToken(Response response) {
    if (response.status() != UNAUTHORIZED) {
      return new Verdict.Broken(
          "A token that is none gets %s, not 401: clients do not ask for a new one when theirs has expired"
              .formatted(response.words()),
          "Answer 401 with error=\"invalid_token\"");
    }
    return error(response).equals("invalid_token")
        ? new Verdict.Ok("401 invalid_token")
        : new Verdict.Warning(
            "401 does not say error=\"invalid_token\": a client cannot tell an expired token from"
                + " none",
            "Name the error when a token was sent");
  }
}
