package dev.ninestep.token;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// A kind of sealed value, for laws that hold of all of them.
///
/// @param name of the kind
/// @param seal draws a value by a seed and seals it
/// @param open opens a text as this kind
record Kind(
    String name,
    BiFunction<SealedValues, Samples, String> seal,
    BiFunction<SealedValues, String, Optional<?>> open) {

  static Stream<Kind> all() {
    return Stream.of(
        new Kind("code", (v, s) -> v.seal(s.code()), SealedValues::openCode),
        new Kind("refresh", (v, s) -> v.seal(s.refreshToken()), SealedValues::openRefreshToken),
        new Kind("request", (v, s) -> v.seal(s.request()), SealedValues::openRequest),
        new Kind("consent", (v, s) -> v.seal(s.consentNonce()), SealedValues::openConsentNonce),
        new Kind("session", (v, s) -> v.seal(s.session()), SealedValues::openSession),
        new Kind("sign-in", (v, s) -> v.seal(s.signInNonce()), SealedValues::openSignInNonce),
        new Kind("pushed", (v, s) -> v.seal(s.pushedRequest()), SealedValues::openPushedRequest));
  }

  String sealed(SealedValues with, long seed) {
    return seal.apply(with, new Samples(seed));
  }

  boolean opens(SealedValues with, String text) {
    return open.apply(with, text).isPresent();
  }

  @Override
  public String toString() {
    return name;
  }
}
