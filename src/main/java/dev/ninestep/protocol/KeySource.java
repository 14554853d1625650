package dev.ninestep.protocol;

/// Where the public keys of somebody are who signs with keys of their own.
public sealed interface KeySource {

  /// They were given by value.
  ///
  /// @param jwks a JWK Set
  record ByValue(String jwks) implements KeySource {}

  /// They are published.
  ///
  /// @param url an `https` URL that answers with a JWK Set
  record At(String url) implements KeySource {}
}
