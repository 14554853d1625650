package dev.ninestep.step;

import dev.ninestep.decision.Hashes;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The discovery documents of one server, written once, under every path clients are known to
/// probe: the well-known name before or after the path of the issuer, the prefix and each resource.
///
/// @param byPath the documents, by the path without trailing slash
/// @param bases the paths the well-known names are combined with; the empty one first
/// @spec https://www.rfc-editor.org/rfc/rfc8414#section-3.1 RFC 8414 §3.1
/// @spec https://www.rfc-editor.org/rfc/rfc9728#section-3.1 RFC 9728 §3.1
record MetadataDocuments(Map<String, Document> byPath, Set<String> bases) {

  /// Where what is well known begins.
  static final String WELL_KNOWN = "/.well-known/";

  /// Where the public keys are.
  static final String JWKS = "/jwks";

  private static final String AUTHORIZATION_SERVER = "authorization-server";
  private static final String OPENID = "openid-configuration";

  /// One document, ready to be sent.
  ///
  /// @param name what [MetadataServed] calls it
  /// @param body its bytes
  /// @param etag its strong validator
  record Document(String name, Buffer body, String etag) {

    Document(String name, String json) {
      this(name, Buffer.buffer(json), '"' + Hashes.sha256(json) + '"');
    }
  }

  static MetadataDocuments of(Settings settings, String jwks) {
    var bases = new LinkedHashSet<String>();
    bases.add("");
    bases.add(settings.issuerPath());
    bases.add(settings.prefix());
    settings.resources().forEach(resource -> bases.add(resource.uri().path()));
    var byPath = new HashMap<String, Document>();
    var server = new Document(AUTHORIZATION_SERVER, server(settings).encodePrettily());
    var openid = new Document(OPENID, openid(settings).encodePrettily());
    for (var base : bases) {
      put(byPath, "oauth-authorization-server", base, server);
      put(byPath, "openid-configuration", base, openid);
    }
    for (var resource : settings.resources().reversed()) {
      var document =
          new Document(
              MetadataServed.PROTECTED_RESOURCE, resource(settings, resource).encodePrettily());
      put(byPath, "oauth-protected-resource", resource.uri().path(), document);
      put(byPath, "oauth-protected-resource", "", document);
    }
    byPath.put(settings.path(JWKS), new Document("jwks", jwks));
    return new MetadataDocuments(Map.copyOf(byPath), bases);
  }

  private static void put(
      Map<String, Document> byPath, String name, String base, Document document) {
    byPath.put(WELL_KNOWN + name + base, document);
    byPath.put(base + WELL_KNOWN + name, document);
  }

  private static JsonObject server(Settings settings) {
    return new JsonObject()
        .put("issuer", settings.issuer().value())
        .put("authorization_endpoint", settings.url("/authorize"))
        .put("token_endpoint", settings.url("/token"))
        .put("registration_endpoint", settings.url("/register"))
        .put("jwks_uri", settings.url(JWKS))
        .put("scopes_supported", new JsonArray(offered(settings)))
        .put("response_types_supported", JsonArray.of("code"))
        .put("response_modes_supported", JsonArray.of("query"))
        .put("grant_types_supported", JsonArray.of("authorization_code", "refresh_token"))
        .put("token_endpoint_auth_methods_supported", new JsonArray(authMethods()))
        .put("code_challenge_methods_supported", JsonArray.of("S256"))
        .put("authorization_response_iss_parameter_supported", true);
  }

  /// What OpenID Connect discovery demands besides; several clients read no other document and
  /// refuse one without these members. There are no ID tokens: no scope asks for one.
  ///
  /// @spec https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata OIDC
  ///   Discovery §3
  private static JsonObject openid(Settings settings) {
    return server(settings)
        .put("subject_types_supported", JsonArray.of("public"))
        .put("id_token_signing_alg_values_supported", JsonArray.of("ES256"))
        .put("request_uri_parameter_supported", false);
  }

  private static JsonObject resource(Settings settings, ProtectedResource resource) {
    return new JsonObject()
        .put("resource", resource.uri().value())
        .put("resource_name", settings.name())
        .put("authorization_servers", JsonArray.of(settings.issuer().value()))
        .put("scopes_supported", new JsonArray(resource.byDefault().tokens()))
        .put("bearer_methods_supported", JsonArray.of("header"));
  }

  private static List<String> offered(Settings settings) {
    var all = settings.resources().stream().flatMap(r -> r.offered().tokens().stream()).toList();
    return Scope.of(all).tokens();
  }

  private static List<String> authMethods() {
    return Arrays.stream(ClientAuthMethod.values()).map(ClientAuthMethod::toString).toList();
  }
}
