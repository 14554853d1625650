package dev.ninestep.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Step 1: registers as a client on this computer, and as one with redirect URIs of every kind.
record RegistrationProbe(Visit visit) {

  /// As Cursor registers.
  private static final List<String> MIXED =
      List.of(
          "cursor://anysphere.cursor-mcp/oauth/callback",
          "https://www.cursor.com/agents/mcp/oauth/callback",
          "http://localhost:8787/callback");

  /// Registers, unless a client_id is known already.
  ///
  /// @return the client_id
  Optional<String> run(Server server, URI callback, Optional<String> known) {
    var findings = visit.findings();
    if (known.isPresent()) {
      findings.add(Check.REGISTER, new Verdict.NotTried("a client_id was given"));
      findings.add(Check.REGISTER_MIXED, new Verdict.NotTried("a client_id was given"));
      return known;
    }
    if (server.registration().isEmpty()) {
      var why = "the server has no registration_endpoint; give a client_id";
      findings.lack(Need.CLIENT, why);
      findings.add(Check.REGISTER, new Verdict.NotTried(why));
      findings.add(Check.REGISTRATION_PREFLIGHT, new Verdict.NotTried(why));
      return Optional.empty();
    }
    var endpoint = server.registration().get();
    var preflight = Ask.preflight(endpoint, "POST", "content-type");
    findings.look(
        Check.REGISTRATION_PREFLIGHT, preflight, r -> CrossOriginJudgement.preflight(r, preflight));
    var redirects = List.of(callback.toString());
    var client =
        id(
            findings.look(
                Check.REGISTER,
                registration(endpoint, "Ninestep doctor", redirects),
                r -> RegistrationJudgement.judge(r, redirects)));
    if (client.isEmpty()) {
      findings.lack(Need.CLIENT, "registration gave no client_id");
      return client;
    }
    findings.look(
        Check.REGISTER_MIXED,
        registration(endpoint, "Ninestep doctor, three redirects", MIXED),
        r -> RegistrationJudgement.judge(r, MIXED).softened());
    return client;
  }

  private static Ask registration(URI endpoint, String name, List<String> redirects) {
    return Ask.json(
        endpoint,
        new JsonObject()
            .put("client_name", name)
            .put("redirect_uris", new JsonArray(redirects))
            .put("grant_types", JsonArray.of("authorization_code", "refresh_token"))
            .put("response_types", JsonArray.of("code"))
            .put("token_endpoint_auth_method", "none")
            .put("application_type", "native")
            .encode());
  }

  private Optional<String> id(Answer answer) {
    if (!(answer instanceof Response response)) {
      return Optional.empty();
    }
    var client = response.json().filter(_ -> response.isSuccess());
    client.ifPresent(json -> {
      var origin = "of the answer to the registration";
      visit.secrets().keep(ServerJudgement.text(json, "client_secret"), "CLIENT_SECRET", origin);
      visit
          .secrets()
          .keep(
              ServerJudgement.text(json, "registration_access_token"),
              "REGISTRATION_TOKEN",
              origin);
    });
    return client.map(json -> ServerJudgement.text(json, "client_id")).filter(id -> !id.isEmpty());
  }
}
