package dev.ninestep.step;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.IssuedToken;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.RefreshToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// What an introspection is answered with.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7662#section-2.2 RFC 7662 §2.2
final class Introspection {

  private Introspection() {}

  /// The one answer to everything that does not count: it does not say why.
  static Buffer inactive() {
    return new JsonObject().put("active", false).toBuffer();
  }

  static Buffer active(IssuedToken token, Issuer issuer) {
    var json =
        new JsonObject()
            .put("active", true)
            .put("iss", issuer.value())
            .put("sub", token.account().toString())
            .put("aud", token.resource().value())
            .put("client_id", token.client().value())
            .put("scope", token.scope().toString())
            .put("exp", token.expiresAt().getEpochSecond());
    return switch (token) {
      case AccessToken access ->
          confirmed(json, access.key())
              .put("iat", access.issuedAt().getEpochSecond())
              .put("jti", access.id())
              .put("token_type", TokenType.of(access))
              .toBuffer();
      case RefreshToken refresh -> confirmed(json, refresh.key()).toBuffer();
    };
  }

  /// Names the key a token is bound to.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc9449#section-6.2 RFC 9449 §6.2
  private static JsonObject confirmed(JsonObject json, Optional<KeyThumbprint> key) {
    return key.map(known -> json.put("cnf", new JsonObject().put("jkt", known.value())))
        .orElse(json);
  }
}
