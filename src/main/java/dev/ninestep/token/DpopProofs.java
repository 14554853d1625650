package dev.ninestep.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import dev.ninestep.protocol.DpopProof;
import dev.ninestep.protocol.KeyThumbprint;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/// Reads the proofs with which clients show that they hold a key, and verifies each with the key in
/// it. The key is made for this purpose, so there is one algorithm: nothing old has to be
/// accommodated.
///
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-4.3 RFC 9449 §4.3
public final class DpopProofs {

  /// The algorithms a proof may be signed with.
  public static final List<String> ALGORITHMS = List.of("ES256");

  private static final String TYPE = "dpop+jwt";
  private static final int LONGEST = 8 * 1024;
  private static final int LONGEST_ID = 256;
  private static final Es256 ES256 = new Es256(Crypto.best());

  private DpopProofs() {}

  /// What a text turned out to be.
  public sealed interface Reading {

    /// A proof, signed with the key in it.
    ///
    /// @param proof what it says
    record Signed(DpopProof proof) implements Reading {}

    /// None.
    ///
    /// @param why without showing it
    record Unusable(String why) implements Reading {}
  }

  /// Reads the DPoP headers of a request.
  ///
  /// @param headers what they hold; at least one
  /// @return the proof, or why there is none
  public static Reading read(List<String> headers) {
    if (headers.size() != 1) {
      return new Reading.Unusable("the DPoP header came " + headers.size() + " times");
    }
    return headers.getFirst().length() > LONGEST
        ? new Reading.Unusable("longer than " + LONGEST + " characters")
        : read(headers.getFirst());
  }

  private static Reading read(String text) {
    try {
      var jws = JWSObject.parse(text);
      var header = jws.getHeader();
      if (header.getType() == null || !header.getType().getType().equalsIgnoreCase(TYPE)) {
        return new Reading.Unusable("typ is not " + TYPE);
      }
      if (!header.getAlgorithm().equals(JWSAlgorithm.ES256)) {
        return new Reading.Unusable("alg is none of " + ALGORITHMS);
      }
      if (header.getCriticalParams() != null) {
        return new Reading.Unusable("crit demands what nobody here understands");
      }
      return key(header.getJWK())
          .map(key -> read(jws, key))
          .orElseGet(() -> new Reading.Unusable("jwk is not a public key on P-256"));
    } catch (ParseException | IllegalArgumentException e) {
      // The library's words may show what was sent.
      return new Reading.Unusable("not a signed JWT with a public key in its header");
    }
  }

  private static Optional<ECKey> key(JWK jwk) {
    return jwk instanceof ECKey key && key.getCurve().equals(Curve.P_256) && !key.isPrivate()
        ? Optional.of(key)
        : Optional.empty();
  }

  private static Reading read(JWSObject jws, ECKey key) {
    if (!ES256.verify(ES256.publicHalf(key), jws.getSigningInput(), jws.getSignature().decode())) {
      return new Reading.Unusable("the signature does not verify with the key in the header");
    }
    return Claims.parse(jws.getPayload().toBytes())
        .map(claims -> read(claims, thumbprint(key)))
        .orElseGet(() -> new Reading.Unusable("the claims are not a JSON object"));
  }

  private static Reading read(Claims claims, KeyThumbprint key) {
    var id = claims.text("jti", text -> Optional.of(text).filter(DpopProofs::isFit));
    var method = claims.text("htm");
    var uri = claims.text("htu");
    var issuedAt = claims.time("iat");
    var tokenHash = claims.textIfThere("ath");
    return claims
        .unreadable()
        .<Reading>map(name -> new Reading.Unusable(name + " is missing or ill-formed"))
        .orElseGet(() ->
            new Reading.Signed(
                new DpopProof(
                    key,
                    id.orElseThrow(),
                    method.orElseThrow(),
                    uri.orElseThrow(),
                    issuedAt.orElseThrow(),
                    tokenHash)));
  }

  private static boolean isFit(String id) {
    return !id.isEmpty() && id.length() <= LONGEST_ID;
  }

  private static KeyThumbprint thumbprint(ECKey key) {
    try {
      return new KeyThumbprint(key.computeThumbprint().toString());
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
