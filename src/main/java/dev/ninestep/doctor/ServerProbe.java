package dev.ninestep.doctor;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Step 2: the metadata of the authorization server, at every address clients try.
record ServerProbe(Visit visit) {

  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  /// A document and how it was had.
  private record Found(Ask ask, JsonObject document) {}

  Server run(String issuer) {
    var findings = visit.findings();
    var base = URI.create(issuer);
    var path = Urls.path(base);
    var oauth = Ask.get(Urls.at(base, OAUTH + path));
    var answer = findings.look(Check.SERVER_METADATA, oauth, ServerJudgement::document);
    var found = found(oauth, answer);
    var others =
        path.isEmpty()
            ? List.of(Urls.at(base, OPENID))
            : List.of(Urls.at(base, OPENID + path), Urls.at(base, path + OPENID));
    for (var other : others) {
      var ask = Ask.get(other);
      var openid =
          findings.look(Check.OPENID_CONFIGURATION, ask, r -> ServerJudgement.openid(r, issuer));
      found = found.or(() -> found(ask, openid));
    }
    return found
        .map(document -> learn(issuer, document))
        .orElseGet(() -> {
          findings.lack(Need.SERVER_DOCUMENT, "no metadata of the authorization server was found");
          return Server.guessed(issuer, visit.url());
        });
  }

  private Server learn(String issuer, Found found) {
    var findings = visit.findings();
    var ask = found.ask;
    var document = found.document;
    findings.add(Check.ISSUER, ask, ServerJudgement.issuer(document, issuer));
    findings.add(Check.ENDPOINTS, ask, ServerJudgement.endpoints(document));
    findings.add(Check.PKCE_ADVERTISED, ask, ServerJudgement.pkce(document));
    findings.add(Check.PUBLIC_CLIENTS, ask, ServerJudgement.publicClients(document));
    findings.add(Check.REGISTRATION_OFFERED, ask, ServerJudgement.registration(document));
    findings.add(Check.ISS_ADVERTISED, ask, ServerJudgement.iss(document));
    findings.look(
        Check.METADATA_READABLE, ask.with("Origin", Ask.PAGE), CrossOriginJudgement::document);
    Urls.parse(ServerJudgement.text(document, "jwks_uri"))
        .ifPresentOrElse(
            keys -> findings.look(Check.KEYS, Ask.get(keys), ServerJudgement::keys),
            () -> findings.add(Check.KEYS, new Verdict.NotTried("the metadata names no jwks_uri")));
    return Server.of(issuer, document);
  }

  private static Optional<Found> found(Ask ask, Answer answer) {
    return answer instanceof Response response && response.isSuccess()
        ? response.json().map(document -> new Found(ask, document))
        : Optional.empty();
  }
}
