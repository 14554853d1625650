package dev.ninestep.token;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The ES256 keys of one purpose: one signs, all are published and verify. A new key is published
/// before it signs, an old one after, so no verifier ever meets a key it cannot know.
///
/// @param signing the key that signs
/// @param all every key that verifies, the signing one among them, in the order of the ring
record SigningKeys(ECKey signing, List<ECKey> all) {

  SigningKeys {
    all = List.copyOf(all);
  }

  /// With one more key at the end, which verifies and does not sign yet.
  SigningKeys announcing(ECKey next) {
    return new SigningKeys(signing, Stream.concat(all.stream(), Stream.of(next)).toList());
  }

  /// With the newest key signing.
  SigningKeys turned() {
    return new SigningKeys(all.getLast(), all);
  }

  /// Without the keys older than the one that signs.
  SigningKeys pruned() {
    return new SigningKeys(signing, all.subList(all.indexOf(signing), all.size()));
  }

  boolean has(String kid) {
    return all.stream().anyMatch(key -> key.getKeyID().equals(kid));
  }

  /// Without one key. If that one signs, the newest of the others does from here on, and if there
  /// is no other, a new one.
  SigningKeys without(String kid, Supplier<ECKey> fresh) {
    var others = all.stream().filter(key -> !key.getKeyID().equals(kid)).toList();
    var left = others.isEmpty() ? List.of(fresh.get()) : others;
    return new SigningKeys(left.contains(signing) ? signing : left.getLast(), left);
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
