package dev.ninestep.protocol;

import java.time.Instant;

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
/// @spec https://www.rfc-editor.org/rfc/rfc9068#section-2.2 RFC 9068 §2.2
public record AccessToken(
    FlowId flow,
    ClientId client,
    AccountId account,
    Scope scope,
    ResourceUri resource,
    String id,
    Instant issuedAt,
    Instant expiresAt)
    implements IssuedToken {}
