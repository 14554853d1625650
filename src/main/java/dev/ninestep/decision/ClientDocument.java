package dev.ninestep.decision;

import java.util.List;
import java.util.Optional;

/// The members of a client ID metadata document that this server reads; every other member is
/// ignored and never kept.
///
/// @param clientId `client_id`
/// @param clientName `client_name`
/// @param redirectUris `redirect_uris`
/// @param tokenEndpointAuthMethod `token_endpoint_auth_method`
/// @param grantTypes `grant_types`
/// @param responseTypes `response_types`
/// @param scope `scope`
/// @param jwks `jwks`, as JSON
/// @param dpopBoundAccessTokens `dpop_bound_access_tokens`
/// @param jwksUri `jwks_uri`
/// @param secret the first member that has no place in what everybody can read: a client secret, or
///   the private part of a key
/// @spec
///   https://datatracker.ietf.org/doc/html/draft-ietf-oauth-client-id-metadata-document-01#section-4.1
///   Client ID Metadata Document §4.1
public record ClientDocument(
    Optional<String> clientId,
    Optional<String> clientName,
    List<String> redirectUris,
    Optional<String> tokenEndpointAuthMethod,
    List<String> grantTypes,
    List<String> responseTypes,
    Optional<String> scope,
    Optional<String> jwks,
    boolean dpopBoundAccessTokens,
    Optional<String> jwksUri,
    Optional<String> secret) {

  /// Copies the lists.
  public ClientDocument {
    redirectUris = List.copyOf(redirectUris);
    grantTypes = List.copyOf(grantTypes);
    responseTypes = List.copyOf(responseTypes);
  }
}
