package dev.ninestep.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/// What a client makes of the answers of the MCP server once it has a token.
final class CallJudgement {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private CallJudgement() {}

  /// The answer to a request that has to be let in.
  static Verdict admitted(Response response) {
    return switch (response.status()) {
      case UNAUTHORIZED -> unauthorized(response);
      case FORBIDDEN -> forbidden(response);
      default ->
          response.message().filter(message -> message.containsKey("result")).isPresent()
              ? new Verdict.Ok(response.status() + " with a result")
              : unexpected(response);
    };
  }

  private static Verdict unauthorized(Response response) {
    return ChallengeJudgement.error(response).isEmpty()
        ? new Verdict.Broken(
            "The answer is 401 as to a request without a token: something in between strips the"
                + " Authorization header",
            "Let every proxy pass Authorization on (and no redirect stand before the MCP URL)")
        : new Verdict.Broken(
            "A token issued a moment ago is refused: %s; the audience, the issuer or the clock of who checks it differs"
                .formatted(ChallengeJudgement.error(response)),
            "Have the resource accept tokens for the resource that its metadata names, from that"
                + " issuer");
  }

  private static Verdict forbidden(Response response) {
    return ChallengeJudgement.error(response).equals("insufficient_scope")
        ? new Verdict.Broken(
            "The token has too few scopes, though none were asked for but those of the metadata",
            "Name in the challenge and in scopes_supported what a call needs")
        : Unexpected.of(response, "A call with a token");
  }

  private static Verdict unexpected(Response response) {
    return response
        .message()
        .map(message -> message.getJsonObject("error", new JsonObject()))
        .<Verdict>map(error ->
            new Verdict.Broken(
                "The server answers %d with the error %s: %s"
                    .formatted(
                        response.status(), error.getValue("code"), error.getValue("message")),
                "See the message; a proxy may have changed the request"))
        .orElseGet(() -> Unexpected.of(response, "A call with a token"));
  }

  /// The list of tools.
  static Verdict tools(Response response) {
    return admitted(response) instanceof Verdict.Ok ok
        ? response
            .message()
            .map(message -> message.getValue("result"))
            .map(result -> ((JsonObject) result).getValue("tools"))
            .filter(JsonArray.class::isInstance)
            .<Verdict>map(tools -> new Verdict.Ok(((JsonArray) tools).size() + " tools"))
            .orElse(ok)
        : admitted(response);
  }

  /// The answer to a request whose headers repeat what its body says.
  ///
  /// @spec
  ///   https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation
  ///   MCP Streamable HTTP, Server Validation
  static Verdict modern(Response response) {
    var error =
        response
            .message()
            .map(message -> message.getJsonObject("error"))
            .map(JsonObject::encode)
            .orElse("");
    if (error.toLowerCase(Locale.ROOT).contains("header mismatch")) {
      return new Verdict.Broken(
          "The server misses headers that were sent: something in between drops"
              + " MCP-Protocol-Version, Mcp-Method or Mcp-Name",
          "Let every proxy pass all Mcp- headers on");
    }
    if (isAboutTheToken(response)) {
      return admitted(response);
    }
    return admitted(response) instanceof Verdict.Ok ok
        ? ok
        : response.isRefusal() || !error.isEmpty()
            ? new Verdict.Ok("the server speaks earlier revisions only")
            : Unexpected.of(response, "A request of the newest revision");
  }

  /// The answer to a long request: any answer of the server will do.
  static Verdict large(Response response) {
    return response.message().filter(message -> message.containsKey("jsonrpc")).isPresent()
        ? new Verdict.Ok("it passes")
        : Unexpected.of(response, "A request of 64 KiB");
  }

  /// The answer to a token in the query.
  ///
  /// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-15#section-5.1.1 OAuth 2.1
  ///   §5.1.1
  static Verdict inQuery(Response response) {
    return response.isSuccess()
        ? new Verdict.Broken(
            "A token in the query is accepted: it ends up in logs, histories and Referer headers",
            "Take tokens from the Authorization header only")
        : new Verdict.Ok("refused, " + response.status());
  }

  /// The answer to a request for a stream of events.
  ///
  /// @return what it means for a stream; empty when it is no better or worse than that of any call
  static Optional<Verdict> stream(Answer answer) {
    return switch (answer) {
      case Answer.None(var reason, _) when reason == Answer.Reason.TOO_SLOW ->
          Optional.of(
              new Verdict.Broken(
                  "The stream of events does not begin: something in between buffers it until it"
                      + " ends",
                  "Switch buffering off for text/event-stream (proxy_buffering off,"
                      + " X-Accel-Buffering: no), and flush the headers at once"));
      case Answer.None _ -> Optional.empty();
      case Response response when response.isStream() && response.isSuccess() ->
          Optional.of(new Verdict.Ok("it begins at once"));
      case Response response when response.isRefusal() && !isAboutTheToken(response) ->
          Optional.of(new Verdict.Ok("not offered, " + response.status()));
      case Response response when response.isSuccess() ->
          Optional.of(
              new Verdict.Warning(
                  "A GET for a stream of events is answered with something else",
                  "Answer with text/event-stream, or 405 where there is none"));
      case Response _ -> Optional.empty();
    };
  }

  private static boolean isAboutTheToken(Response response) {
    return response.status() == UNAUTHORIZED || response.status() == FORBIDDEN;
  }
}
