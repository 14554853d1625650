package dev.ninestep.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.List;
import java.util.Optional;

/// The ES256 keys of one purpose: one signs, all are published and verify. A new key is published
/// before it signs, an old one after, so no verifier ever meets a key it cannot know.
///
/// @param signing the key that signs
/// @param all every key that verifies, the signing one among them, in the order of the ring
record SigningKeys(ECKey signing, List<ECKey> all) {

  SigningKeys {
    all = List.copyOf(all);
  }

  Optional<ECKey> find(String kid) {
    return all.stream().filter(key -> key.getKeyID().equals(kid)).findAny();
  }

  /// The public halves as a JWK Set.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc7517#section-5 RFC 7517 §5
  String jwks() {
    return new JWKSet(List.<JWK>copyOf(all)).toPublicJWKSet().toString(true);
  }

  /// Which keys, and never what they are.
  @Override
  public String toString() {
    return signing.getKeyID() + " of " + all.stream().map(ECKey::getKeyID).toList();
  }
}
