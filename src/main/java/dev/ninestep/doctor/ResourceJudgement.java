package dev.ninestep.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/// What a client makes of the metadata of a protected resource.
///
/// @spec https://www.rfc-editor.org/rfc/rfc9728#section-3.3 RFC 9728 §3.3
final class ResourceJudgement {

  private static final int NOT_FOUND = 404;
  private static final String WHAT = "The metadata of the resource";

  private ResourceJudgement() {}

  /// The document where it has to be.
  static Verdict document(Response response) {
    return response.status() == 200 && response.json().isPresent()
        ? new Verdict.Ok("200 with JSON")
        : Unexpected.of(response, WHAT);
  }

  /// The document where clients look that have seen no challenge.
  ///
  /// @param response the answer
  /// @param url the MCP URL
  static Verdict atPath(Response response, URI url) {
    if (response.status() == NOT_FOUND) {
      return new Verdict.Warning(
          "Nothing is there (404); clients that do not read the challenge look nowhere else first",
          "Serve the metadata at /.well-known/oauth-protected-resource" + Urls.path(url) + " too");
    }
    return document(response) instanceof Verdict.Broken broken ? broken : same(response, url);
  }

  /// The document without the path, where it may be absent.
  static Verdict atRoot(Response response) {
    return isCleanlyAbsent(response) ? new Verdict.Ok("404") : document(response);
  }

  /// What is not there at all.
  static Verdict nothing(Response response) {
    return isCleanlyAbsent(response)
        ? new Verdict.Ok("404")
        : new Verdict.Warning(
            "What does not exist is answered with %s, not 404: clients that try one address after the other stop here"
                .formatted(response.words()),
            "Answer 404 below /.well-known/ where there is nothing; no page, redirect or 401");
  }

  private static boolean isCleanlyAbsent(Response response) {
    return response.status() == NOT_FOUND;
  }

  private static Verdict same(Response response, URI url) {
    return resource(response.json().orElseThrow(), url) instanceof Verdict.Ok
        ? new Verdict.Ok("200 with the same resource")
        : new Verdict.Warning("The document there names another resource", "Serve the same one");
  }

  /// The `resource` of the document.
  static Verdict resource(JsonObject document, URI url) {
    var expected = url.toString();
    if (!(document.getValue("resource") instanceof String resource)) {
      return new Verdict.Broken(
          "The metadata has no resource", "Name the MCP URL in it, as users type it");
    }
    if (resource.equals(expected)) {
      return new Verdict.Ok(resource);
    }
    var difference = Urls.difference(resource, expected);
    var fix = "Name the MCP URL exactly as users type it: scheme, host, port, path and slash";
    return isParent(resource, expected)
        ? new Verdict.Warning("resource: " + difference + "; only some clients accept that", fix)
        : new Verdict.Broken("resource: " + difference + "; clients refuse to go on", fix);
  }

  private static boolean isParent(String resource, String url) {
    var parent = resource.endsWith("/") ? resource : resource + "/";
    return (url + "/").startsWith(parent);
  }

  /// The `authorization_servers` of the document.
  static Verdict servers(JsonObject document) {
    return firstServer(document)
        .<Verdict>map(server ->
            Urls.parse(server).filter(Urls::isSafe).isPresent()
                ? new Verdict.Ok(server)
                : new Verdict.Broken(
                    server + " is neither an https URL nor one on loopback",
                    "Name the issuer of the authorization server, with https"))
        .orElseGet(() ->
            new Verdict.Broken(
                "The metadata names no authorization_servers, so a client has nobody to ask",
                "Name the issuer of the authorization server, as the first of the list"));
  }

  /// The authorization server a client goes to: many look at the first one only.
  static Optional<String> firstServer(JsonObject document) {
    return document.getValue("authorization_servers") instanceof JsonArray servers
            && !servers.isEmpty()
            && servers.getValue(0) instanceof String server
        ? Optional.of(server)
        : Optional.empty();
  }
}
