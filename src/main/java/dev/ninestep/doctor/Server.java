package dev.ninestep.doctor;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/// The authorization server as far as a client needs to know it.
///
/// @param issuer its issuer, as the metadata of the resource names it
/// @param authorization where browsers are sent
/// @param token where tokens are
/// @param registration where clients register, if anywhere
/// @param isIssPromised whether redirects are going to say who answers
record Server(
    String issuer,
    URI authorization,
    URI token,
    Optional<URI> registration,
    boolean isIssPromised) {

  /// What a document says, and what clients assume where it says nothing usable.
  static Server of(String issuer, JsonObject document) {
    var guessed = guessed(issuer, URI.create(issuer));
    return new Server(
        issuer,
        endpoint(document, "authorization_endpoint").orElse(guessed.authorization),
        endpoint(document, "token_endpoint").orElse(guessed.token),
        endpoint(document, "registration_endpoint"),
        Boolean.TRUE.equals(document.getValue("authorization_response_iss_parameter_supported")));
  }

  /// What older clients assume that found no document: three paths at the root.
  static Server guessed(String issuer, URI host) {
    return new Server(
        issuer,
        Urls.at(host, "/authorize"),
        Urls.at(host, "/token"),
        Optional.of(Urls.at(host, "/register")),
        false);
  }

  private static Optional<URI> endpoint(JsonObject document, String name) {
    return Urls.parse(ServerJudgement.text(document, name));
  }
}
