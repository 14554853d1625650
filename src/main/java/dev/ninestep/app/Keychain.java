package dev.ninestep.app;

import dev.ninestep.event.Caller;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.AddressHash;
import dev.ninestep.token.ClientIds;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.LogSignature;
import dev.ninestep.token.LoginHash;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import dev.ninestep.token.SecurityEvents;
import dev.ninestep.token.UpstreamIdentity;
import java.util.Optional;

/// Everything that is made with keys.
///
/// @param sealed seals and opens codes, refresh tokens, requests, nonces and sessions
/// @param tokens signs and verifies access tokens
/// @param events signs what is told of revocations
/// @param identity signs the header that tells an upstream who calls
/// @param addresses hashes network addresses
/// @param logins hashes names that are typed to sign in
/// @param clientIds makes ids of clients that come out the same each time
/// @param log signs what is found in the log
/// @param mint makes ids and secrets
record Keychain(
    SealedValues sealed,
    AccessTokens tokens,
    SecurityEvents events,
    UpstreamIdentity identity,
    AddressHash addresses,
    LoginHash logins,
    ClientIds clientIds,
    LogSignature log,
    Mint mint) {

  static Keychain of(KeyRing ring, Issuer issuer) {
    return new Keychain(
        new SealedValues(ring),
        new AccessTokens(ring, issuer),
        new SecurityEvents(ring, issuer),
        new UpstreamIdentity(ring, issuer),
        new AddressHash(ring),
        new LoginHash(ring),
        new ClientIds(ring),
        new LogSignature(ring),
        new Mint());
  }

  /// From here on uses the keys of another ring of the same installation; what hashes addresses and
  /// names and signs the log stays, or nobody and nothing would be known again.
  void use(KeyRing ring) {
    sealed.use(ring);
    tokens.use(ring);
    events.use(ring);
    identity.use(ring);
    clientIds.use(ring);
  }

  /// What may be remembered of a network address.
  Caller caller(String address) {
    var known = addresses.of(address);
    return new Caller(known.hash(), known.network(), Optional.empty());
  }
}
