package dev.ninestep.protocol;

import java.time.Instant;
import java.util.Optional;

/// The claims of an access token.
///
/// @param flow the grant, so that a call belongs to its flow without a look-up
/// @param client the client it was issued to (`client_id`)
/// @param account the user (`sub`)
/// @param scope what it allows (`scope`)
/// @param resource the only audience (`aud`)
/// @param id unique (`jti`)
/// @param issuedAt when it was issued (`iat`)
/// @param expiresAt when it lapses (`exp`)
/// @param key the key without which it is worth nothing (`cnf`, `jkt`); none for a bearer token
/// @spec https://www.rfc-editor.org/rfc/rfc9068#section-2.2 RFC 9068 §2.2
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-6.1 RFC 9449 §6.1
public record AccessToken(
    FlowId flow,
    ClientId client,
    AccountId account,
    Scope scope,
    ResourceUri resource,
    String id,
    Instant issuedAt,
    Instant expiresAt,
    Optional<KeyThumbprint> key)
    implements IssuedToken {

  /// A bearer token.
  ///
  /// @param flow the grant
  /// @param client the client it was issued to
  /// @param account the user
  /// @param scope what it allows
  /// @param resource the only audience
  /// @param id unique
  /// @param issuedAt when it was issued
  /// @param expiresAt when it lapses
  public AccessToken(
      FlowId flow,
      ClientId client,
      AccountId account,
      Scope scope,
      ResourceUri resource,
      String id,
      Instant issuedAt,
      Instant expiresAt) {
    this(flow, client, account, scope, resource, id, issuedAt, expiresAt, Optional.empty());
  }

  /// The same token, allowing something else.
  ///
  /// @param what the scope in place of this one's
  /// @return the token
  public AccessToken allowing(Scope what) {
    return new AccessToken(flow, client, account, what, resource, id, issuedAt, expiresAt, key);
  }
}
