package dev.ninestep.protocol;

import java.util.Arrays;
import java.util.Optional;

/// How a client proves itself at the token endpoint: the registered `token_endpoint_auth_method`.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-2 RFC 7591 §2
public enum ClientAuthMethod {
  /// A public client: PKCE is all it has.
  NONE("none"),
  /// The secret in an `Authorization: Basic` header.
  CLIENT_SECRET_BASIC("client_secret_basic"),
  /// The secret in the request body.
  CLIENT_SECRET_POST("client_secret_post"),
  /// A JWT signed with a key whose public half it registered (RFC 7523 §2.2).
  PRIVATE_KEY_JWT("private_key_jwt");

  private final String word;

  ClientAuthMethod(String word) {
    this.word = word;
  }

  /// Finds a method by the registry's word.
  ///
  /// @param word the word as a client sends it
  /// @return the method, or empty when this server does not offer it
  public static Optional<ClientAuthMethod> parse(String word) {
    return Arrays.stream(values()).filter(method -> method.word.equals(word)).findAny();
  }

  /// Whether client and server share a secret.
  ///
  /// @return true for the two methods that send it
  public boolean hasSecret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
  }

  @Override
  public String toString() {
    return word;
  }
}
