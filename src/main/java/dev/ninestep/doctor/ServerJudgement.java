package dev.ninestep.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// What a client makes of the metadata of an authorization server.
///
/// @spec https://www.rfc-editor.org/rfc/rfc8414#section-3.3 RFC 8414 §3.3
final class ServerJudgement {

  private static final int NOT_FOUND = 404;
  private static final List<String> ENDPOINTS =
      List.of("authorization_endpoint", "token_endpoint", "registration_endpoint");
  private static final List<String> OF_OPENID =
      List.of("jwks_uri", "subject_types_supported", "id_token_signing_alg_values_supported");

  private ServerJudgement() {}

  /// The document where it has to be.
  static Verdict document(Response response) {
    return response.status() == 200 && response.json().isPresent()
        ? new Verdict.Ok("200 with JSON")
        : Unexpected.of(response, "The metadata of the authorization server");
  }

  /// The document for OpenID clients, which may be absent.
  static Verdict openid(Response response, String issuer) {
    if (response.status() == NOT_FOUND) {
      return new Verdict.Ok("404");
    }
    var verdict = document(response);
    if (verdict instanceof Verdict.Broken broken) {
      return broken;
    }
    var document = response.json().orElseThrow();
    var lacking = OF_OPENID.stream().filter(member -> !document.containsKey(member)).toList();
    return lacking.isEmpty()
        ? issuer(document, issuer)
        : new Verdict.Warning(
            "The document lacks " + String.join(", ", lacking) + "; strict clients cannot read it",
            "Add what OpenID Connect Discovery demands, or answer 404");
  }

  /// The `issuer` of the document.
  ///
  /// @param document the document
  /// @param expected the issuer by which it was found
  static Verdict issuer(JsonObject document, String expected) {
    var issuer = text(document, "issuer");
    if (issuer.equals(expected)) {
      return new Verdict.Ok(issuer);
    }
    return new Verdict.Broken(
        "issuer: %s; clients refuse to go on"
            .formatted(issuer.isEmpty() ? "there is none" : Urls.difference(issuer, expected)),
        "Write one and the same issuer, byte for byte, in this document, in the metadata of the"
            + " resource and in iss");
  }

  /// The endpoints of the document.
  static Verdict endpoints(JsonObject document) {
    for (var name : ENDPOINTS) {
      var value = text(document, name);
      if (value.isEmpty() && !name.equals("registration_endpoint")) {
        return new Verdict.Broken("There is no " + name, "Name it");
      }
      if (!value.isEmpty() && Urls.parse(value).filter(Urls::isSafe).isEmpty()) {
        return new Verdict.Broken(
            "%s is %s: neither https nor on loopback".formatted(name, value),
            "Name it with https; behind a proxy that ends TLS, X-Forwarded-Proto has to be"
                + " believed");
      }
    }
    return new Verdict.Ok(text(document, "token_endpoint"));
  }

  /// The PKCE methods of the document.
  static Verdict pkce(JsonObject document) {
    var methods = list(document, "code_challenge_methods_supported");
    if (!methods.contains("S256")) {
      return new Verdict.Broken(
          "code_challenge_methods_supported %s: clients refuse to go on before they open a browser"
              .formatted(methods.isEmpty() ? "is missing" : "has no S256, only " + methods),
          "Support PKCE with S256 and say so: \"code_challenge_methods_supported\": [\"S256\"]");
    }
    return methods.contains("plain")
        ? new Verdict.Warning("plain is offered beside S256", "Offer S256 alone")
        : new Verdict.Ok("S256");
  }

  /// How clients may authenticate.
  static Verdict publicClients(JsonObject document) {
    return list(document, "token_endpoint_auth_methods_supported").contains("none")
        ? new Verdict.Ok("none is among the methods")
        : new Verdict.Warning(
            "token_endpoint_auth_methods_supported has no none: clients on a computer or phone have"
                + " no secret to keep",
            "Admit public clients with PKCE, and list none");
  }

  /// Whether a client can become known without a person.
  static Verdict registration(JsonObject document) {
    var dynamic = !text(document, "registration_endpoint").isEmpty();
    var documents = Boolean.TRUE.equals(document.getValue("client_id_metadata_document_supported"));
    if (dynamic || documents) {
      return new Verdict.Ok(
          dynamic && documents
              ? "dynamic registration and client metadata documents"
              : dynamic ? "dynamic registration" : "client metadata documents");
    }
    return new Verdict.Warning(
        "Neither registration_endpoint nor client_id_metadata_document_supported: every client has"
            + " to be registered by hand",
        "Offer client ID metadata documents, dynamic registration or both");
  }

  /// Whether redirects are going to carry `iss`.
  static Verdict iss(JsonObject document) {
    return Boolean.TRUE.equals(document.getValue("authorization_response_iss_parameter_supported"))
        ? new Verdict.Ok("yes")
        : new Verdict.Warning(
            "authorization_response_iss_parameter_supported is not true: clients of several servers"
                + " can be led to mix them up",
            "Send iss in every redirect (RFC 9207) and say so");
  }

  /// The keys.
  static Verdict keys(Response response) {
    return response.json().filter(json -> json.getValue("keys") instanceof JsonArray).isPresent()
            && response.isSuccess()
        ? new Verdict.Ok("200 with keys")
        : Unexpected.of(response, "jwks_uri");
  }

  static String text(JsonObject document, String member) {
    return document.getValue(member) instanceof String text ? text : "";
  }

  private static List<?> list(JsonObject document, String member) {
    return document.getValue(member) instanceof JsonArray list ? list.getList() : List.of();
  }
}
