package dev.ninestep.decision;

import dev.ninestep.protocol.TokenBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The members of a registration request that this server reads; every other member is ignored and
/// never kept.
///
/// @param redirectUris `redirect_uris`
/// @param clientName `client_name`
/// @param tokenEndpointAuthMethod `token_endpoint_auth_method`
/// @param grantTypes `grant_types`
/// @param responseTypes `response_types`
/// @param scope `scope`
/// @param jwks `jwks`, as JSON
/// @param jwksUri `jwks_uri`
/// @param softwareStatement `software_statement`
/// @param dpopBoundAccessTokens `dpop_bound_access_tokens`
/// @param pages the URLs meant for people, by the name of the member
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-2 RFC 7591 §2
public record ClientMetadata(
    List<String> redirectUris,
    Optional<String> clientName,
    Optional<String> tokenEndpointAuthMethod,
    List<String> grantTypes,
    List<String> responseTypes,
    Optional<String> scope,
    Optional<String> jwks,
    Optional<String> jwksUri,
    Optional<String> softwareStatement,
    boolean dpopBoundAccessTokens,
    Map<String, String> pages) {

  /// Copies the lists.
  public ClientMetadata {
    redirectUris = List.copyOf(redirectUris);
    grantTypes = List.copyOf(grantTypes);
    responseTypes = List.copyOf(responseTypes);
    pages = Map.copyOf(pages);
  }

  /// What the client's access tokens must be bound to.
  Optional<TokenBinding> binding() {
    return dpopBoundAccessTokens ? Optional.of(TokenBinding.DPOP) : Optional.empty();
  }
}
