package dev.ninestep.gateway;

/// By which headers an upstream is told on whose behalf a call comes.
public enum IdentityHeaders {

  /// A signed one, which it verifies.
  SIGNED,

  /// Beside that one `X-Ninestep-Account`, `X-Ninestep-Client` and `X-Ninestep-Scope`, which it has
  /// to believe: for servers that nobody reaches but through the gateway.
  PLAIN
}
