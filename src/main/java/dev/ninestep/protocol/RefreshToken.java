package dev.ninestep.protocol;

import java.time.Instant;

/// What a sealed refresh token carries.
///
/// @param flow the grant
/// @param client the only client that may present it
/// @param account who consented
/// @param scope what was consented to; a refresh may ask for less, never for more
/// @param resource the audience that was consented to
/// @param generation its place in the line: the code is generation 0, its redemption issues
///   generation 1
/// @param expiresAt when it lapses unused, in the log's time: a hint, for the fold decides
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-1.5 RFC 6749 §1.5
public record RefreshToken(
    FlowId flow,
    ClientId client,
    AccountId account,
    Scope scope,
    ResourceUri resource,
    int generation,
    Instant expiresAt)
    implements IssuedToken {}
