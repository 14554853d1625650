package dev.ninestep.protocol;

import java.time.Instant;
import java.util.Optional;

/// What a DPoP proof says. That the key in it signed it is proven; whether it belongs to the
/// request it came with is not.
///
/// @param key the key whose possession it proves (`jwk`)
/// @param id unique (`jti`)
/// @param method the HTTP method it is for (`htm`)
/// @param uri where the request goes (`htu`)
/// @param issuedAt when it was made, by the client's clock (`iat`)
/// @param tokenHash the SHA-256 of the access token it comes with, base64url (`ath`)
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-4.2 RFC 9449 §4.2
public record DpopProof(
    KeyThumbprint key,
    String id,
    String method,
    String uri,
    Instant issuedAt,
    Optional<String> tokenHash) {}
