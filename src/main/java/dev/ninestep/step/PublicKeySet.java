package dev.ninestep.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Looks at a JWK Set that a client registers: public keys of asymmetric kinds and nothing else.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7517#section-5 RFC 7517 §5
final class PublicKeySet {

  private static final int MOST_KEYS = 10;
  private static final Set<String> KINDS = Set.of("EC", "RSA", "OKP");

  /// What RFC 7518 §6 keeps private of a key, and the key of a symmetric one.
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private PublicKeySet() {}

  /// What is wrong with a set.
  ///
  /// @param jwks what was sent as `jwks`
  /// @return the first fault, or empty when there is none
  static Optional<String> fault(JsonNode jwks) {
    var keys = jwks.path("keys");
    if (!jwks.isObject() || !keys.isArray() || keys.isEmpty() || keys.size() > MOST_KEYS) {
      return Optional.of("jwks: an object whose keys is an array of 1 to " + MOST_KEYS);
    }
    if (any(keys, key -> PRIVATE.stream().anyMatch(key::has))) {
      return Optional.of("jwks: a key has a private part");
    }
    return any(keys, key -> !KINDS.contains(key.path("kty").asText()))
        ? Optional.of("jwks: kty must be EC, RSA or OKP")
        : Optional.empty();
  }

  private static boolean any(JsonNode keys, Predicate<JsonNode> has) {
    return keys.valueStream().anyMatch(has);
  }
}
