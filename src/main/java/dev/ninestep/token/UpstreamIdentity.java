package dev.ninestep.token;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Scope;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The header by which an upstream knows on whose behalf the gateway calls: a JWT of five minutes,
/// signed with a key of its own, good for one upstream. It is not an access token and no access
/// token is one: keys and `typ` differ.
///
/// Signing costs as much as an access token does; a header may be used again while a minute of its
/// life is left.
public final class UpstreamIdentity {

  /// The name of the header.
  public static final String HEADER = "X-Ninestep-Identity";

  /// How long a header is good for.
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private final Issuer issuer;
  private volatile InUse inUse;

  /// What changes with the ring.
  ///
  /// @param jws signs and reads
  /// @param jwks the public keys
  private record InUse(Jws jws, String jwks) {}

  /// Identities given by one issuer.
  ///
  /// @param ring holds the keys
  /// @param issuer the `iss` of every header
  public UpstreamIdentity(KeyRing ring, Issuer issuer) {
    this.issuer = issuer;
    this.inUse = inUse(ring);
  }

  private static InUse inUse(KeyRing ring) {
    var keys = ring.identity();
    return new InUse(new Jws(keys, "ninestep-identity+jwt", Crypto.best()), keys.jwks());
  }

  /// From here on signs and verifies with the keys of another ring.
  ///
  /// @param ring the ring
  public void use(KeyRing ring) {
    inUse = inUse(ring);
  }

  /// Signs a header.
  ///
  /// @param caller on whose behalf the gateway calls
  /// @param upstream the upstream's URL as configured: the audience
  /// @param now the time
  /// @return the header's value
  public String sign(UpstreamCaller caller, URI upstream, Instant now) {
    return inUse.jws.sign(
        new ClaimsWriter()
            .text("iss", issuer.value())
            .text("sub", caller.account().toString())
            .text("aud", upstream.toString())
            .text("client_id", caller.client().value())
            .text("scope", caller.scope().toString())
            .text("flow", caller.flow().toString())
            .time("iat", now)
            .time("exp", now.plus(LIFETIME))
            .bytes());
  }

  /// Says who calls, as an upstream must ask.
  ///
  /// @param text the header's value
  /// @param upstream the URL the upstream goes by
  /// @param now the time
  /// @return the caller, or empty when the header is not this gateway's, is for another upstream or
  ///   has lapsed
  public Optional<UpstreamCaller> verify(String text, URI upstream, Instant now) {
    return switch (inUse.jws.read(text)) {
      case Jws.Read.Malformed _, Jws.Read.NotOurs _ -> Optional.empty();
      case Jws.Read.Authentic(var claims) -> read(claims, upstream, now);
    };
  }

  private Optional<UpstreamCaller> read(Claims claims, URI upstream, Instant now) {
    var by = claims.text("iss").filter(issuer.value()::equals);
    var audience = claims.text("aud").filter(upstream.toString()::equals);
    var expiresAt = claims.time("exp").filter(now::isBefore);
    var account = claims.text("sub", AccountId::parse);
    var client = claims.text("client_id", ClientId::parse);
    var scope = claims.text("scope", Scope::parse);
    var flow = claims.text("flow", FlowId::parse);
    if (by.isEmpty()
        || audience.isEmpty()
        || expiresAt.isEmpty()
        || claims.unreadable().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new UpstreamCaller(
            account.orElseThrow(), client.orElseThrow(), scope.orElseThrow(), flow.orElseThrow()));
  }

  /// The public keys that verify these headers, for upstreams that check them; never among the keys
  /// of access tokens.
  ///
  /// @return a JWK Set
  public String jwks() {
    return inUse.jwks;
  }
}
