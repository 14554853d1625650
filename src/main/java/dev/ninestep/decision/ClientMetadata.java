package dev.ninestep.decision;

import java.util.List;
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
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-2 RFC 7591 §2
public record ClientMetadata(
    List<String> redirectUris,
    Optional<String> clientName,
    Optional<String> tokenEndpointAuthMethod,
    List<String> grantTypes,
    List<String> responseTypes,
    Optional<String> scope) {

  /// Copies the lists.
  public ClientMetadata {
    redirectUris = List.copyOf(redirectUris);
    grantTypes = List.copyOf(grantTypes);
    responseTypes = List.copyOf(responseTypes);
  }
}
