package dev.ninestep.decision;

import dev.ninestep.protocol.ClientAssertion;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Parameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// What a request brought to prove which client sends it.
///
/// @param client the client it names, if any
/// @param method how it tried to prove it
/// @param secret the secret it sent, if any
/// @param assertion what the JWT it sent claims, if it sent one that can be read
/// @param isTwice whether it tried in two ways, or named two clients
/// @param isMalformed whether its Authorization header or its JWT cannot be read
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 RFC 6749 §2.3.1
public record ClientCredentials(
    Optional<ClientId> client,
    ClientAuthMethod method,
    Optional<String> secret,
    Optional<ClientAssertion> assertion,
    boolean isTwice,
    boolean isMalformed) {

  /// The only `client_assertion_type` there is.
  public static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final String BASIC = "basic ";

  /// Reads the credentials of a request.
  ///
  /// @param authorization the Authorization header, if there is one
  /// @param body the parameters of the body
  /// @param readAssertion reads a `client_assertion` without believing it
  /// @return what they say
  public static ClientCredentials of(
      Optional<String> authorization,
      Parameters body,
      Function<String, Optional<ClientAssertion>> readAssertion) {
    if (body.has("client_assertion") || body.has("client_assertion_type")) {
      return ofAssertion(authorization, body, readAssertion);
    }
    return authorization.map(header -> ofHeader(header, body)).orElseGet(() -> ofBody(body));
  }

  private static Optional<ClientId> named(Parameters body) {
    return body.get("client_id").flatMap(ClientId::parse);
  }

  private static ClientCredentials ofAssertion(
      Optional<String> authorization,
      Parameters body,
      Function<String, Optional<ClientAssertion>> readAssertion) {
    var assertion =
        body.get("client_assertion_type")
            .filter(ASSERTION_TYPE::equals)
            .flatMap(_ -> body.get("client_assertion"))
            .flatMap(readAssertion);
    var subject = assertion.map(ClientAssertion::subject);
    var named = named(body);
    var isTwice = authorization.isPresent() || body.has("client_secret") || areTwo(named, subject);
    return new ClientCredentials(
        named.or(() -> subject),
        ClientAuthMethod.PRIVATE_KEY_JWT,
        Optional.empty(),
        assertion,
        isTwice,
        assertion.isEmpty());
  }

  private static ClientCredentials ofBody(Parameters body) {
    var secret = body.get("client_secret");
    var method = secret.isPresent() ? ClientAuthMethod.CLIENT_SECRET_POST : ClientAuthMethod.NONE;
    return new ClientCredentials(named(body), method, secret, Optional.empty(), false, false);
  }

  private static ClientCredentials ofHeader(String header, Parameters body) {
    var pair = basic(header);
    var client = pair.flatMap(p -> ClientId.parse(p[0]));
    return new ClientCredentials(
        client,
        ClientAuthMethod.CLIENT_SECRET_BASIC,
        pair.map(p -> p[1]),
        Optional.empty(),
        body.has("client_secret") || areTwo(named(body), client),
        client.isEmpty());
  }

  private static boolean areTwo(Optional<ClientId> one, Optional<ClientId> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
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
