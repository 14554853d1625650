package dev.ninestep.doctor;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Step 0, the metadata of the resource: where the challenge says, and where clients look without
/// one.
record ResourceProbe(Visit visit) {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  /// What there is to know of a resource.
  ///
  /// @param server the issuer of its authorization server; its own origin where nothing says so, as
  ///   clients assume
  /// @param scope what a client asks for, if the metadata says so
  record Learned(String server, Optional<String> scope) {}

  Learned run(Optional<URI> named) {
    var url = visit.url();
    var findings = visit.findings();
    var atPath = Urls.at(url, WELL_KNOWN + Urls.path(url));
    var atRoot = Urls.at(url, WELL_KNOWN);
    var first =
        findings.look(
            Check.RESOURCE_METADATA, Ask.get(named.orElse(atPath)), ResourceJudgement::document);
    var second =
        findings.look(
            Check.RESOURCE_METADATA_AT_PATH,
            Ask.get(atPath),
            r -> ResourceJudgement.atPath(r, url));
    var third =
        findings.look(Check.RESOURCE_METADATA_AT_ROOT, Ask.get(atRoot), ResourceJudgement::atRoot);
    findings.look(
        Check.UNKNOWN_WELL_KNOWN,
        Ask.get(Urls.at(url, "/.well-known/ninestep-doctor")),
        ResourceJudgement::nothing);
    var asked = new LinkedHashMap<Ask, Answer>();
    asked.put(Ask.get(named.orElse(atPath)), first);
    asked.putIfAbsent(Ask.get(atPath), second);
    asked.putIfAbsent(Ask.get(atRoot), third);
    for (var one : asked.entrySet()) {
      var document = document(one.getValue());
      if (document.isPresent()) {
        return learn(one.getKey(), document.get());
      }
    }
    findings.lack(Need.RESOURCE_DOCUMENT, "no metadata of the resource was found");
    return new Learned(Urls.origin(url), Optional.empty());
  }

  private Learned learn(Ask ask, JsonObject document) {
    var findings = visit.findings();
    findings.add(Check.RESOURCE, ask, ResourceJudgement.resource(document, visit.url()));
    findings.add(Check.RESOURCE_SERVERS, ask, ResourceJudgement.servers(document));
    var scopes =
        document.getValue("scopes_supported") instanceof io.vertx.core.json.JsonArray list
            ? Optional.of(String.join(" ", list.stream().map(Object::toString).toList()))
            : Optional.<String>empty();
    return new Learned(
        ResourceJudgement.firstServer(document)
            .filter(server -> Urls.parse(server).isPresent())
            .orElse(Urls.origin(visit.url())),
        scopes.filter(scope -> !scope.isEmpty()));
  }

  private static Optional<JsonObject> document(Answer answer) {
    return answer instanceof Response response && response.isSuccess()
        ? response.json()
        : Optional.empty();
  }
}
