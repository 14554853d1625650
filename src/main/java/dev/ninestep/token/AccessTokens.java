package dev.ninestep.token;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;

/// Signs access tokens and tells which bearer tokens are access tokens of this server: JWTs of
/// `typ` `at+jwt`, signed with ES256.
///
/// Safe for any number of threads. Signing takes tens of microseconds, so an event loop may do it.
///
/// @spec https://www.rfc-editor.org/rfc/rfc9068 RFC 9068
public final class AccessTokens {

  private final Issuer issuer;
  private final Crypto crypto;
  private volatile InUse inUse;

  /// What changes with the ring.
  ///
  /// @param jws signs and reads
  /// @param jwks the public keys
  private record InUse(Jws jws, String jwks) {}

  /// Access tokens of one issuer.
  ///
  /// @param ring holds the keys
  /// @param issuer the `iss` of every token
  public AccessTokens(KeyRing ring, Issuer issuer) {
    this(ring, issuer, Crypto.best());
  }

  AccessTokens(KeyRing ring, Issuer issuer, Crypto crypto) {
    this.issuer = issuer;
    this.crypto = crypto;
    this.inUse = inUse(ring);
  }

  private InUse inUse(KeyRing ring) {
    var keys = ring.accessTokens();
    return new InUse(new Jws(keys, "at+jwt", crypto), keys.jwks());
  }

  /// From here on signs and verifies with the keys of another ring.
  ///
  /// @param ring the ring
  public void use(KeyRing ring) {
    inUse = inUse(ring);
  }

  /// Signs a token.
  ///
  /// @param token its claims; times keep whole seconds
  /// @return the token as clients send it
  public String sign(AccessToken token) {
    var claims =
        new ClaimsWriter()
            .text("iss", issuer.value())
            .text("sub", token.account().toString())
            .text("aud", token.resource().value())
            .text("client_id", token.client().value())
            .text("scope", token.scope().toString())
            .time("iat", token.issuedAt())
            .time("exp", token.expiresAt())
            .text("jti", token.id())
            .text("flow", token.flow().toString());
    token.key().ifPresent(key -> claims.within("cnf", cnf -> cnf.text("jkt", key.value())));
    return inUse.jws.sign(claims.bytes());
  }

  /// Says what a bearer token is. Its expiry is not looked at: a decision does that, in the log's
  /// time.
  ///
  /// @param text what stands after `Bearer`
  /// @return the token's claims, or why it is not one of ours
  /// @spec https://www.rfc-editor.org/rfc/rfc9068#section-4 RFC 9068 §4
  public Verification verify(String text) {
    return switch (inUse.jws.read(text)) {
      case Jws.Read.Malformed(var why) -> new Verification.Malformed(why);
      case Jws.Read.NotOurs(var why) -> new Verification.NotOurs(why);
      case Jws.Read.Authentic(var claims) -> read(claims);
    };
  }

  private Verification read(Claims claims) {
    var by = claims.text("iss");
    var account = claims.text("sub", AccountId::parse);
    var resource = claims.text("aud", ResourceUri::parse);
    var client = claims.text("client_id", ClientId::parse);
    var scope = claims.text("scope", Scope::parse);
    var issuedAt = claims.time("iat");
    var expiresAt = claims.time("exp");
    var id = claims.text("jti");
    var flow = claims.text("flow", FlowId::parse);
    var key = claims.textWithin("cnf", "jkt", KeyThumbprint::parse);
    var unreadable = claims.unreadable();
    if (unreadable.isPresent()) {
      return new Verification.Malformed("claim " + unreadable.get() + " is missing or ill-formed");
    }
    if (!by.orElseThrow().equals(issuer.value())) {
      return new Verification.NotOurs("iss is another issuer");
    }
    return new Verification.Verified(
        new AccessToken(
            flow.orElseThrow(),
            client.orElseThrow(),
            account.orElseThrow(),
            scope.orElseThrow(),
            resource.orElseThrow(),
            id.orElseThrow(),
            issuedAt.orElseThrow(),
            expiresAt.orElseThrow(),
            key));
  }

  /// The public keys that verify access tokens, and no others.
  ///
  /// @return a JWK Set
  /// @spec https://www.rfc-editor.org/rfc/rfc7517#section-5 RFC 7517 §5
  public String jwks() {
    return inUse.jwks;
  }

  /// Who does the arithmetic, to be logged once at the start: the JDK's ES256 takes some seven
  /// times as long as the Corretto provider's.
  ///
  /// @return name and version
  public String provider() {
    return crypto.name();
  }
}
