package dev.ninestep.doctor;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/// Step 3: authorization requests as a browser brings them, before anybody has signed in; good ones
/// and bad ones.
record AuthorizationProbe(Visit visit, Chance chance) {

  private static final URI FOREIGN = URI.create("https://attacker.invalid/callback");
  private static final String STOLEN =
      "a code that is stolen on its way could be redeemed, unless it is refused after sign-in,"
          + " which cannot be seen from here";

  void run(Client client) {
    var other =
        "http://%s:%d%s"
            .formatted(
                client.callback().getHost(),
                client.callback().getPort() == 1 ? 2 : client.callback().getPort() - 1,
                client.callback().getRawPath());
    ask(Check.AUTHORIZE, client, Map.of(), AuthorizationJudgement::taken);
    ask(
        Check.LOOPBACK_PORT,
        client,
        Map.of("redirect_uri", other),
        AuthorizationJudgement::otherPort);
    ask(
        Check.SURPLUS_SCOPE,
        client,
        Map.of("scope", "openid email profile offline_access"),
        AuthorizationJudgement::surplusScope);
    ask(
        Check.FOREIGN_REDIRECT,
        client,
        Map.of("redirect_uri", FOREIGN.toString()),
        AuthorizationJudgement::foreignRedirect);
    ask(
        Check.PLAIN_CHALLENGE,
        client,
        Map.of("code_challenge_method", "plain"),
        (response, callback) ->
            AuthorizationJudgement.refused(response, callback, STOLEN, "Take S256 only"));
    ask(
        Check.NO_CHALLENGE,
        client,
        Map.of("code_challenge", "", "code_challenge_method", ""),
        (response, callback) ->
            AuthorizationJudgement.refused(
                response, callback, STOLEN, "Demand a code_challenge of every client"));
    ask(
        Check.FOREIGN_RESOURCE,
        client,
        Map.of("resource", "https://other.invalid/mcp"),
        (response, callback) ->
            AuthorizationJudgement.refused(
                response,
                callback,
                "the token could be meant for anybody's resource",
                "Refuse a resource that is not yours with invalid_target"));
  }

  /// @param changed what is different; empty for what is left out
  private void ask(
      Check check,
      Client client,
      Map<String, String> changed,
      BiFunction<Response, URI, Verdict> judgement) {
    var verifier = chance.verifier();
    var fields = new LinkedHashMap<>(client.request(verifier, chance.state()));
    changed.forEach((name, value) -> {
      if (value.isEmpty()) {
        fields.remove(name);
      } else {
        fields.put(name, value);
      }
    });
    var callback = URI.create(fields.getOrDefault("redirect_uri", ""));
    var uri = Query.added(client.server().authorization(), fields);
    visit
        .findings()
        .look(check, Ask.get(uri).with("Accept", "text/html"), r -> judgement.apply(r, callback));
  }
}
