package dev.ninestep.decision;

import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Parameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What a token request brought to prove who sends it.
///
/// @param client the client it names, if any
/// @param method how it tried to prove it
/// @param secret the secret it sent, if any
/// @param isTwice whether it tried in two ways, or named two clients
/// @param isMalformed whether its Authorization header cannot be read
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 RFC 6749 §2.3.1
public record ClientCredentials(
    Optional<ClientId> client,
    ClientAuthMethod method,
    Optional<String> secret,
    boolean isTwice,
    boolean isMalformed) {

  private static final String BASIC = "basic ";

  /// Reads the credentials of a request.
  ///
  /// @param authorization the Authorization header, if there is one
  /// @param body the parameters of the body
  /// @return what they say
  public static ClientCredentials of(Optional<String> authorization, Parameters body) {
    var named = body.get("client_id").flatMap(ClientId::parse);
    var secret = body.get("client_secret");
    if (authorization.isEmpty()) {
      var method = secret.isPresent() ? ClientAuthMethod.CLIENT_SECRET_POST : ClientAuthMethod.NONE;
      return new ClientCredentials(named, method, secret, false, false);
    }
    var pair = basic(authorization.get());
    var client = pair.flatMap(p -> ClientId.parse(p[0]));
    var isTwice =
        secret.isPresent() || (named.isPresent() && client.isPresent() && !named.equals(client));
    return new ClientCredentials(
        client,
        ClientAuthMethod.CLIENT_SECRET_BASIC,
        pair.map(p -> p[1]),
        isTwice,
        client.isEmpty());
  }

  private static Optional<String[]> basic(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      var text =
          new String(
              Base64.getDecoder().decode(header.substring(BASIC.length()).trim()),
              StandardCharsets.UTF_8);
      var colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new String[] {decoded(text.substring(0, colon)), decoded(text.substring(colon + 1))});
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Our ids and secrets have no character that form-encoding changes, so clients that forget to
  /// encode are read alike.
  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "ClientCredentials[" + method + "]";
  }
}
