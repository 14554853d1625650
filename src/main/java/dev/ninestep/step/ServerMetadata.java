package dev.ninestep.step;

import dev.ninestep.decision.GrantToIdentity;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.ClientAssertions;
import dev.ninestep.token.DpopProofs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/// What the authorization server says about itself. Whatever is named here is tried by
/// `MetadataContractTest`, which knows every member: one that is added fails it until it is tried
/// there too.
final class ServerMetadata {

  private ServerMetadata() {}

  /// Authorization server metadata.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc8414#section-2 RFC 8414 §2
  static JsonObject of(Settings settings) {
    var metadata = basic(settings);
    if (settings.tokens().identityProvider().isPresent()) {
      metadata.put("authorization_grant_profiles_supported", JsonArray.of(GrantToIdentity.PROFILE));
    }
    return metadata;
  }

  private static JsonObject basic(Settings settings) {
    return new JsonObject()
        .put("issuer", settings.issuer().value())
        .put("authorization_endpoint", settings.url("/authorize"))
        .put("pushed_authorization_request_endpoint", settings.url("/par"))
        .put("token_endpoint", settings.url("/token"))
        .put("registration_endpoint", settings.url("/register"))
        .put("jwks_uri", settings.url(MetadataDocuments.JWKS))
        .put("scopes_supported", new JsonArray(offered(settings)))
        .put("response_types_supported", JsonArray.of("code"))
        .put("response_modes_supported", JsonArray.of("query"))
        .put("grant_types_supported", new JsonArray(GrantType.offered(settings)))
        .put("token_endpoint_auth_methods_supported", new JsonArray(authMethods()))
        .put("token_endpoint_auth_signing_alg_values_supported", signingAlgorithms())
        .put("revocation_endpoint", settings.url("/revoke"))
        .put("revocation_endpoint_auth_methods_supported", new JsonArray(authMethods()))
        .put("revocation_endpoint_auth_signing_alg_values_supported", signingAlgorithms())
        .put("introspection_endpoint", settings.url("/introspect"))
        .put("introspection_endpoint_auth_methods_supported", new JsonArray(secretAuthMethods()))
        .put("introspection_endpoint_auth_signing_alg_values_supported", signingAlgorithms())
        .put("code_challenge_methods_supported", JsonArray.of("S256"))
        .put("dpop_signing_alg_values_supported", new JsonArray(DpopProofs.ALGORITHMS))
        .put("authorization_response_iss_parameter_supported", true)
        .put("client_id_metadata_document_supported", true)
        .put("service_documentation", settings.issuer() + ErrorPageStep.ALL);
  }

  /// What OpenID Connect discovery demands besides; several clients read no other document and
  /// refuse one without these members. There are no ID tokens: no scope asks for one.
  ///
  /// @spec https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata OIDC
  ///   Discovery §3
  static JsonObject openid(Settings settings) {
    return of(settings)
        .put("subject_types_supported", JsonArray.of("public"))
        .put("id_token_signing_alg_values_supported", JsonArray.of("ES256"))
        .put("request_uri_parameter_supported", false);
  }

  private static List<String> offered(Settings settings) {
    var all = settings.resources().stream().flatMap(r -> r.offered().tokens().stream()).toList();
    return Scope.of(all).tokens();
  }

  private static List<String> secretAuthMethods() {
    return authMethods().stream().filter(method -> !method.equals("none")).toList();
  }

  private static JsonArray signingAlgorithms() {
    return new JsonArray(ClientAssertions.ALGORITHMS);
  }

  private static List<String> authMethods() {
    return Arrays.stream(ClientAuthMethod.values()).map(ClientAuthMethod::toString).toList();
  }
}
