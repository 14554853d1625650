package dev.ninestep.step;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// What this server says of itself to whoever is told of revocations. Receivers are configured by
/// the operator, so there is no endpoint by which they could manage what they are told.
///
/// @spec https://openid.net/specs/openid-sharedsignals-framework-1_0.html#section-7.1 SSF 1.0 §7.1
final class TransmitterMetadata {

  private TransmitterMetadata() {}

  /// A receiver that does not know all of these must not act on an event: who reads `user` and not
  /// `session` would shut a user out who has disconnected one app.
  private static final JsonArray SUBJECTS = JsonArray.of("user", "session", "application");

  static JsonObject of(Settings settings) {
    return new JsonObject()
        .put("spec_version", "1_0")
        .put("issuer", settings.issuer().value())
        .put("jwks_uri", settings.url(MetadataDocuments.JWKS))
        .put("delivery_methods_supported", JsonArray.of("urn:ietf:rfc:8935"))
        .put("critical_subject_members", SUBJECTS)
        .put("default_subjects", "ALL");
  }
}
