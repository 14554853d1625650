/// Keys, and what is made with them: sealed values, access tokens, the identity an upstream sees.
///
/// Nothing here is stored and nothing is looked up. An [authorization code][AuthorizationCode] or a
/// refresh token is its own content, encrypted by [SealedValues]; an access token is a JWT signed
/// by [AccessTokens]; both carry the flow, so that whatever comes back belongs to its flow without
/// a question to anybody. Whether it still counts is not decided here: that takes the log's order
/// and the log's time.
///
/// ```
/// var ring = KeyRing.read(Path.of("/etc/ninestep/keys.json"));
/// var sealed = new SealedValues(ring);
/// var text = sealed.seal(code);                // opaque, safe in a URL
/// sealed.openCode(text);                       // the code
/// sealed.openRefreshToken(text);               // empty: each kind has keys of its own
/// new AccessTokens(ring, issuer).verify(text); // Malformed
/// ```
///
/// One [KeyRing] holds all keys. Every purpose has its own: a key that leaks opens one door. Only
/// [SecurityEvents], which tell whoever verifies access tokens that some hold no more, are signed
/// with the keys of those. A key is made known everywhere before it is first used, so pods can be
/// restarted in any order.
///
/// What does not open is an empty answer and what does not verify is a value that says why; an
/// exception here means a broken key ring or a broken provider.
@NullMarked
package dev.ninestep.token;

import dev.ninestep.protocol.AuthorizationCode;
import org.jspecify.annotations.NullMarked;
