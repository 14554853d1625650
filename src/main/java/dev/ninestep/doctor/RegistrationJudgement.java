package dev.ninestep.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// What a client makes of the answer to its registration.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-3.2 RFC 7591 §3.2
final class RegistrationJudgement {

  private RegistrationJudgement() {}

  /// The answer to a registration.
  ///
  /// @param response the answer
  /// @param redirects the redirect URIs that were asked for
  static Verdict judge(Response response, List<String> redirects) {
    if (!response.isSuccess() || response.json().isEmpty()) {
      return refused(response);
    }
    var client = response.json().orElseThrow();
    if (!(client.getValue("client_id") instanceof String id)) {
      return new Verdict.Broken("The answer has no client_id", "Answer with the client_id");
    }
    var nulls = nulls(client);
    if (!nulls.isEmpty()) {
      return new Verdict.Warning(
          "%s null; clients built on the TypeScript SDK cannot read that"
              .formatted(String.join(", ", nulls) + (nulls.size() == 1 ? " is" : " are")),
          "Leave out what there is not");
    }
    if (!(client.getValue("redirect_uris") instanceof JsonArray echoed)
        || !redirects.stream().allMatch(echoed::contains)) {
      return new Verdict.Warning(
          "The answer does not repeat redirect_uris; some clients then take the registration for"
              + " failed",
          "Answer with all that was registered");
    }
    return client.containsKey("client_secret")
        ? new Verdict.Warning(
            "A client that asked for none got a secret; some then must not use it, and fail",
            "Issue no secret for token_endpoint_auth_method none")
        : new Verdict.Ok(response.status() + ", client_id " + id);
  }

  private static List<String> nulls(JsonObject client) {
    return client.getMap().entrySet().stream()
        .filter(member -> member.getValue() == null)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Verdict refused(Response response) {
    if (response.error().equals("invalid_redirect_uri")) {
      return new Verdict.Broken(
          "A redirect URI is refused: " + response.words(),
          "Take http on loopback, https, and the private-use schemes of known clients, here as at"
              + " the authorization endpoint");
    }
    return Unexpected.of(response, "Registration");
  }
}
