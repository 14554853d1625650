package dev.ninestep.step;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.TokenBinding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Client information: what is registered and nothing else. Absent members are left out, since
/// clients stumble over null.
///
/// @param settings what the operator decided
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-3.2.1 RFC 7591 §3.2.1
/// @spec https://www.rfc-editor.org/rfc/rfc7592#section-3 RFC 7592 §3
record RegistrationInformation(Settings settings) {

  /// Where a client manages its registration, followed by its client_id.
  static final String MANAGEMENT = "/register/";

  /// The information of a client.
  ///
  /// @param client what it is registered as
  /// @param redirectUris its redirect URIs, with the ports it uses just now
  /// @param since when it registered
  /// @param secret its secret, when it has just got one: it is shown once
  /// @param managementToken its registration_access_token, if it can manage its registration
  /// @return the JSON
  JsonObject json(
      ClientRegistered client,
      List<RedirectUri> redirectUris,
      Instant since,
      Optional<String> secret,
      Optional<String> managementToken) {
    var uris = new JsonArray();
    redirectUris.forEach(uri -> uris.add(uri.value()));
    var json =
        new JsonObject()
            .put("client_id", client.client().value())
            .put("client_id_issued_at", since.getEpochSecond())
            .put("client_name", client.name().value())
            .put("redirect_uris", uris)
            .put("grant_types", new JsonArray(client.grantTypes()))
            .put("response_types", JsonArray.of("code"))
            .put("token_endpoint_auth_method", client.authMethod().toString());
    if (!client.scope().isEmpty()) {
      json.put("scope", client.scope().toString());
    }
    client.jwks().ifPresent(jwks -> json.put("jwks", new JsonObject(jwks)));
    client.jwksUri().ifPresent(uri -> json.put("jwks_uri", uri));
    client.binding().ifPresent(binding -> put(binding, json));
    secret.ifPresent(text -> json.put("client_secret", text).put("client_secret_expires_at", 0));
    managementToken.ifPresent(token ->
        json.put("registration_access_token", token)
            .put("registration_client_uri", settings.url(MANAGEMENT + client.client())));
    return json;
  }

  private static void put(TokenBinding binding, JsonObject json) {
    switch (binding) {
      case DPOP -> json.put("dpop_bound_access_tokens", true);
    }
  }
}
