package dev.ninestep.exchange;

import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.stream.IntStream;

/// What the `WWW-Authenticate` challenges of a response tell a client besides the error.
///
/// @param resourceMetadata the URL of the protected-resource metadata
/// @param scope what a token needs to be let in
/// @param schemes how a token may be sent, each as its challenge begins; the error goes with the
///   first
/// @spec https://www.rfc-editor.org/rfc/rfc9728#section-5.1 RFC 9728 §5.1
public record Challenge(String resourceMetadata, Scope scope, List<String> schemes) {

  /// How the challenge of a bearer token begins.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc6750#section-3 RFC 6750 §3
  public static final String BEARER = "Bearer ";

  /// Copies the list.
  public Challenge {
    schemes = List.copyOf(schemes);
  }

  /// How the challenge of a token that is bound to a key begins.
  ///
  /// @param algorithms what a proof may be signed with
  /// @return the scheme and its first parameter
  /// @spec https://www.rfc-editor.org/rfc/rfc9449#section-7.1 RFC 9449 §7.1
  public static String dpop(List<String> algorithms) {
    return "DPoP algs=\"" + String.join(" ", algorithms) + "\", ";
  }

  /// The headers of a refusal, one for each scheme. The scheme comes first and alone, and every
  /// value is quoted: some clients know no other form.
  ///
  /// @param errorPart the error's own attributes, each ending in a comma and a space; empty when
  ///   there is no error
  /// @return the headers' values
  List<String> headers(String errorPart) {
    var scopePart = scope.isEmpty() ? "" : ", scope=\"" + scope + "\"";
    var rest = "resource_metadata=\"" + resourceMetadata + "\"" + scopePart;
    return IntStream.range(0, schemes.size())
        .mapToObj(i -> schemes.get(i) + (i == 0 ? errorPart : "") + rest)
        .toList();
  }
}
