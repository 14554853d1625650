package dev.ninestep.doctor;

/// What an answer means that is not what any client hopes for, whatever was asked.
final class Unexpected {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int TOO_LARGE = 413;
  private static final int WRONG_TYPE = 415;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private Unexpected() {}

  /// Names the cause.
  ///
  /// @param response the answer
  /// @param what was asked for, as the subject of a sentence
  static Verdict.Broken of(Response response, String what) {
    if (response.isRedirect()) {
      return new Verdict.Broken(
          "%s is redirected (%d) to %s: clients do not follow, or lose the method, the body or the Authorization header on the way"
              .formatted(what, response.status(), response.header("Location").orElse("")),
          "Serve it at the URL that is asked, without a redirect");
    }
    if (response.status() >= SERVER_ERROR) {
      return new Verdict.Broken(
          "%s fails with %s".formatted(what, response.words()),
          "Look into the logs of the server and of every proxy in between");
    }
    return switch (response.status()) {
      case UNAUTHORIZED ->
          new Verdict.Broken(
              what + " demands credentials (401), which no client has at this point",
              "Let it be asked without any");
      case FORBIDDEN -> forbidden(response, what);
      case NOT_FOUND ->
          new Verdict.Broken(
              what + " is not there (404)",
              "Serve it, and let proxies pass its path on: a load balancer may route only some");
      case NOT_ALLOWED ->
          new Verdict.Broken(
              what + " is answered 405: the method is not allowed", "Allow the method");
      case TOO_LARGE ->
          new Verdict.Broken(
              what + " is too large for the server, or for a proxy with a body limit (413)",
              "Raise the limit (client_max_body_size, or whatever the proxy calls it)");
      case WRONG_TYPE ->
          new Verdict.Broken(
              what + " has a Content-Type that is not taken (415)",
              "Take the type the specification names, with and without charset");
      case TOO_MANY ->
          new Verdict.Broken(
              what + " is held up by a rate limit (429)",
              "Count per client, not per address: hosted clients share theirs");
      default ->
          response.isPage()
              ? new Verdict.Broken(
                  "%s is answered with a page (%s) instead of data: a catch-all route or a proxy answers in the server's place"
                      .formatted(what, response.words()),
                  "Route the path to the server; answer 404 in JSON where there is nothing")
              : new Verdict.Broken(
                  "%s is answered with %s".formatted(what, response.words()),
                  "Answer as the specification says");
    };
  }

  private static Verdict.Broken forbidden(Response response, String what) {
    return response.json().isPresent()
        ? new Verdict.Broken(
            "%s is refused: %s".formatted(what, response.words()),
            "Allow it; what only needs a token is answered 401")
        : new Verdict.Broken(
            "%s is stopped by a firewall or bot rule (WAF), not by the server: %s"
                .formatted(what, response.words()),
            "Let the rule pass requests of programs to this path; hosted clients come as"
                + " python-httpx or Claude-User");
  }
}
