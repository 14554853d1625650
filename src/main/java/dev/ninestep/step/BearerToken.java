package dev.ninestep.step;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// The token of an `Authorization: Bearer` header. Whatever it is good for, it is a secret.
///
/// @spec https://www.rfc-editor.org/rfc/rfc6750#section-2.1 RFC 6750 §2.1
final class BearerToken {

  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /// The token of a request, if it brought one.
  static Optional<String> of(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("Authorization"))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).trim());
  }
}
