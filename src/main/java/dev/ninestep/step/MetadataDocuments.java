package dev.ninestep.step;

import dev.ninestep.decision.Hashes;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.token.DpopProofs;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The discovery documents of one server, written once, under every path clients are known to
/// probe: the well-known name before or after the path of the issuer, the prefix and each resource.
///
/// @param byPath the documents, by path; one without a trailing slash serves that with it too
/// @param byHost the documents of resources, by host and path: what is found here goes first, since
///   resources of several hosts may have one path
/// @param bases the paths the well-known names are combined with; the empty one first
/// @spec https://www.rfc-editor.org/rfc/rfc8414#section-3.1 RFC 8414 §3.1
/// @spec https://www.rfc-editor.org/rfc/rfc9728#section-3.1 RFC 9728 §3.1
record MetadataDocuments(
    Map<String, Document> byPath, Map<String, Document> byHost, Set<String> bases) {

  /// Where what is well known begins.
  static final String WELL_KNOWN = "/.well-known/";

  /// Where the public keys are.
  static final String JWKS = "/jwks";

  private static final String RESOURCE = "oauth-protected-resource";

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

  static MetadataDocuments of(Settings settings) {
    var bases = new LinkedHashSet<String>();
    bases.add("");
    bases.add(settings.issuerPath());
    bases.add(settings.prefix());
    settings.resources().forEach(resource -> bases.add(resource.uri().path()));
    var byPath = new HashMap<String, Document>();
    var server = new Document("authorization-server", ServerMetadata.of(settings).encodePrettily());
    var openid =
        new Document("openid-configuration", ServerMetadata.openid(settings).encodePrettily());
    for (var base : bases) {
      put(byPath, "oauth-authorization-server", base, server);
      put(byPath, "openid-configuration", base, openid);
    }
    if (settings.isTransmitter()) {
      var transmitter = TransmitterMetadata.of(settings).encodePrettily();
      byPath.put(
          WELL_KNOWN + "ssf-configuration" + settings.issuerPath(),
          new Document("ssf-configuration", transmitter));
    }
    var byHost = new HashMap<String, Document>();
    for (var resource : fromLeast(settings.resources())) {
      var path = resource.uri().path();
      var host = URI.create(resource.uri().value()).getRawAuthority();
      var document = resource(settings, resource, "");
      put(byPath, RESOURCE, path, document);
      byHost.put(host + path + WELL_KNOWN + RESOURCE, document);
      byHost.put(host + WELL_KNOWN + RESOURCE + path, document);
      byHost.put(host + WELL_KNOWN + RESOURCE, document);
      if (!path.isEmpty()) {
        var slashed = resource(settings, resource, "/");
        byPath.put(WELL_KNOWN + RESOURCE + path + "/", slashed);
        byHost.put(host + WELL_KNOWN + RESOURCE + path + "/", slashed);
      }
    }
    put(byPath, RESOURCE, "", resource(settings, settings.resources().getFirst(), ""));
    return new MetadataDocuments(Map.copyOf(byPath), Map.copyOf(byHost), bases);
  }

  /// Where several have one address, the last put there stays: the first of the configuration, but
  /// for the resource whose own address it is.
  private static List<ProtectedResource> fromLeast(List<ProtectedResource> resources) {
    return resources.reversed().stream()
        .sorted(Comparator.comparing(resource -> resource.uri().path().isEmpty()))
        .toList();
  }

  private static void put(
      Map<String, Document> byPath, String name, String base, Document document) {
    byPath.put(WELL_KNOWN + name + base, document);
    byPath.put(base + WELL_KNOWN + name, document);
  }

  /// Protected-resource metadata. A client must find in it the very URL it uses, and some of them
  /// compare the slash at its end.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc9728#section-3.3 RFC 9728 §3.3
  private static Document resource(Settings settings, ProtectedResource resource, String slash) {
    return new Document(
        MetadataServed.PROTECTED_RESOURCE,
        new JsonObject()
            .put("resource", resource.uri().value() + slash)
            .put("resource_name", settings.name())
            .put("authorization_servers", JsonArray.of(settings.issuer().value()))
            .put("scopes_supported", new JsonArray(resource.byDefault().tokens()))
            .put("bearer_methods_supported", JsonArray.of("header"))
            .put("dpop_signing_alg_values_supported", new JsonArray(DpopProofs.ALGORITHMS))
            .put("dpop_bound_access_tokens_required", false)
            .put("resource_documentation", settings.issuer() + ErrorPageStep.ALL)
            .encodePrettily());
  }

  /// Finds the document at a path.
  ///
  /// @param path the path that was asked
  /// @param host the host and port that were asked; they choose between resources at most, and
  ///   never change what a document says
  /// @return the document, or empty when nothing is known there
  Optional<Document> find(String path, String host) {
    return find(byHost, host + path).or(() -> find(byPath, path));
  }

  private static Optional<Document> find(Map<String, Document> documents, String key) {
    return Optional.ofNullable(documents.get(key))
        .or(() -> Optional.ofNullable(documents.get(withoutTrailingSlash(key))));
  }

  private static String withoutTrailingSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
