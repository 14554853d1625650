package dev.ninestep.protocol;

/// What a client's access tokens must be bound to, where it says that they must be bound.
public enum TokenBinding {
  /// A key whose possession it shows with DPoP proofs (`dpop_bound_access_tokens`).
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc9449#section-5.2 RFC 9449 §5.2
  DPOP
}
