package dev.ninestep.doctor;

import java.net.URI;

/// What a browser makes of the answer to an authorization request.
final class AuthorizationJudgement {

  private AuthorizationJudgement() {}

  /// The answer to a request that has to be taken.
  ///
  /// @param response the answer
  /// @param callback the redirect_uri it named
  static Verdict taken(Response response, URI callback) {
    if (isRefused(response, callback)) {
      return new Verdict.Broken(
          "It is refused: " + reason(response), "Take it, or say on the page what is wrong");
    }
    return response.isRedirect() || (response.isSuccess() && response.isPage())
        ? new Verdict.Ok(seen(response))
        : Unexpected.of(response, "The authorization endpoint");
  }

  /// The answer to a request that is the same but for the port of the redirect_uri.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc8252#section-7.3 RFC 8252 §7.3
  static Verdict otherPort(Response response, URI callback) {
    return taken(response, callback) instanceof Verdict.Ok ok
        ? ok
        : new Verdict.Broken(
            "Another port of the loopback redirect_uri is refused: %s; clients on a computer listen on another one each time"
                .formatted(reason(response)),
            "Ignore the port when the redirect_uri is http on localhost, 127.0.0.1 or [::1]");
  }

  /// The answer to a request for more scopes than there are.
  static Verdict surplusScope(Response response, URI callback) {
    return taken(response, callback) instanceof Verdict.Ok ok
        ? ok
        : new Verdict.Warning(
            "Scopes that do not exist here are refused: %s; many clients ask for all they have ever seen"
                .formatted(reason(response)),
            "Grant what exists of what is asked, and say in the token answer what was granted");
  }

  /// The answer to a request that must not be taken.
  ///
  /// @param response the answer
  /// @param callback the redirect_uri it named
  /// @param danger what follows if it is
  /// @param fix what to do about it
  static Verdict refused(Response response, URI callback, String danger, String fix) {
    if (isRefused(response, callback)) {
      return new Verdict.Ok("refused, " + reason(response));
    }
    return response.isRedirect() || response.isSuccess()
        ? new Verdict.Warning("It goes on (%s): %s".formatted(seen(response), danger), fix)
        : Unexpected.of(response, "The authorization endpoint");
  }

  /// The answer to a request whose redirect_uri nobody registered.
  static Verdict foreignRedirect(Response response, URI foreign) {
    return leadsTo(response, foreign)
        ? new Verdict.Broken(
            "The browser is sent to a redirect_uri nobody registered: codes can be stolen, and the"
                + " server is a way to anywhere",
            "Compare redirect_uri with the registered ones before anything is sent there; show a"
                + " page")
        : refused(
            response,
            foreign,
            "whether it is refused after sign-in cannot be seen from here",
            "Refuse it on a page, before sign-in");
  }

  private static boolean isRefused(Response response, URI callback) {
    return response.isRefusal()
        || (leadsTo(response, callback) && location(response).contains("error="));
  }

  private static boolean leadsTo(Response response, URI callback) {
    return response.isRedirect() && location(response).startsWith(callback.toString());
  }

  private static String location(Response response) {
    return response.header("Location").orElse("");
  }

  private static String reason(Response response) {
    return response.isRedirect()
        ? Urls.parse(location(response))
            .flatMap(uri -> Query.parameter(uri, "error"))
            .orElseGet(response::words)
        : response.words();
  }

  private static String seen(Response response) {
    return response.isRedirect() ? response.status() + " to the next page" : response.words();
  }
}
