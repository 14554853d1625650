package dev.ninestep.doctor;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/// What a client makes of the answers of the token endpoint.
///
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-5 RFC 6749 §5
final class TokenJudgement {

  private static final String WHAT = "The token endpoint";

  private TokenJudgement() {}

  /// Tokens for a code.
  static Verdict tokens(Response response) {
    if (response.status() != 200 || response.json().isEmpty()) {
      return refused(response, "the code");
    }
    var answer = response.json().orElseThrow();
    if (ServerJudgement.text(answer, "access_token").isEmpty()) {
      return new Verdict.Broken("The answer has no access_token", "Answer with one");
    }
    if (!ServerJudgement.text(answer, "token_type").equalsIgnoreCase("Bearer")) {
      return new Verdict.Broken(
          "token_type is not Bearer: clients do not know how to use the token",
          "Answer with \"token_type\": \"Bearer\"");
    }
    return members(answer);
  }

  private static Verdict members(JsonObject answer) {
    for (Map.Entry<String, Object> member : answer) {
      if (member.getValue() == null) {
        return new Verdict.Warning(
            member.getKey() + " is null; clients built on the TypeScript SDK cannot read that",
            "Leave out what there is not");
      }
    }
    if (ServerJudgement.text(answer, "refresh_token").isEmpty()) {
      return new Verdict.Warning(
          "There is no refresh_token: the user has to sign in again whenever the access token ends",
          "Issue one to every client, whether or not it asks for offline_access");
    }
    return answer.getValue("expires_in") instanceof Number
        ? new Verdict.Ok("access and refresh token")
        : new Verdict.Warning(
            "There is no expires_in as a number: clients do not know when to refresh",
            "Say in how many seconds the token ends");
  }

  /// Tokens for a refresh token.
  static Verdict refreshed(Response response) {
    return response.status() == 200 && response.json().isPresent()
        ? tokens(response)
        : refused(response, "the refresh token it issued a moment ago");
  }

  private static Verdict refused(Response response, String what) {
    return response.json().isPresent() && response.isRefusal()
        ? new Verdict.Broken(
            "The token endpoint refuses %s: %s".formatted(what, response.words()),
            "See the error; where it is right about the request, something in between has changed"
                + " it")
        : Unexpected.of(response, WHAT);
  }

  /// Whether a cache may keep an answer with tokens.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc6749#section-5.1 RFC 6749 §5.1
  static Verdict notStored(Response response) {
    return response.header("Cache-Control").orElse("").contains("no-store")
        ? new Verdict.Ok("no-store")
        : new Verdict.Broken(
            "The answer has no Cache-Control: no-store: a cache in between may hand one user's"
                + " tokens to another",
            "Send Cache-Control: no-store, and let no proxy take it away");
  }

  /// A request for tokens that deserves none.
  ///
  /// @param response the answer
  /// @param danger what it means if it gets some
  static Verdict nothing(Response response, String danger) {
    if (response.isSuccess()) {
      return new Verdict.Broken(danger, "Refuse it with 400 and an OAuth error");
    }
    if (response.error().isEmpty()) {
      return Unexpected.of(response, WHAT);
    }
    return new Verdict.Ok(response.status() + " " + response.error());
  }

  /// A code that never was one.
  static Verdict invalidCode(Response response) {
    var verdict = nothing(response, "Any code buys tokens");
    return verdict instanceof Verdict.Ok && !response.error().equals("invalid_grant")
        ? new Verdict.Warning(
            "The error is %s, not invalid_grant: clients do not know to begin anew"
                .formatted(response.error()),
            "Answer 400 invalid_grant")
        : verdict;
  }

  /// Whether a refresh token was replaced.
  ///
  /// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-15#section-4.3.1 OAuth 2.1
  ///   §4.3.1
  static Verdict rotated(String before, String after) {
    return after.isEmpty() || after.equals(before)
        ? new Verdict.Warning(
            "The refresh token stays the same: one that was stolen works for as long as the user's"
                + " own",
            "Rotate refresh tokens of clients without a secret")
        : new Verdict.Ok("a new one");
  }

  /// A refresh token that was replaced.
  static Verdict reused(Response response) {
    return response.isSuccess()
        ? new Verdict.Warning(
            "The old refresh token still works: whoever copied it goes unnoticed, unless this is a"
                + " grace period",
            "Take the second use of a refresh token for theft, and end the grant")
        : nothing(response, "");
  }
}
