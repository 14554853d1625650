package dev.ninestep.exchange;

import dev.ninestep.protocol.Scope;

/// What a `WWW-Authenticate: Bearer` challenge tells a client besides the error.
///
/// @param resourceMetadata the URL of the protected-resource metadata
/// @param scope what a token needs to be let in
/// @spec https://www.rfc-editor.org/rfc/rfc9728#section-5.1 RFC 9728 §5.1
public record Challenge(String resourceMetadata, Scope scope) {

  /// The header of a refusal. The scheme comes first and alone, spelled `Bearer`, and every value
  /// is quoted: some clients know no other form.
  ///
  /// @param errorPart the error's own attributes, each ending in a comma and a space; empty when
  ///   there is no error
  /// @return the header's value
  String header(String errorPart) {
    var scopePart = scope.isEmpty() ? "" : ", scope=\"" + scope + "\"";
    return "Bearer " + errorPart + "resource_metadata=\"" + resourceMetadata + "\"" + scopePart;
  }
}
