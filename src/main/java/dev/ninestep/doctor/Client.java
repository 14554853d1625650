package dev.ninestep.doctor;

import dev.ninestep.protocol.CodeVerifier;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The client the doctor plays, at a server that knows it.
///
/// @param server the authorization server
/// @param id its client_id
/// @param callback its redirect_uri
/// @param resource the MCP URL
/// @param scope what it asks for, if it knows
record Client(Server server, String id, URI callback, URI resource, Optional<String> scope) {

  /// The parameters of an authorization request.
  Map<String, String> request(CodeVerifier verifier, String state) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("response_type", "code");
    fields.put("client_id", id);
    fields.put("redirect_uri", callback.toString());
    fields.put("code_challenge", verifier.challenge().value());
    fields.put("code_challenge_method", "S256");
    fields.put("state", state);
    scope.ifPresent(value -> fields.put("scope", value));
    fields.put("resource", resource.toString());
    return fields;
  }

  /// The parameters of the request that redeems a code.
  Map<String, String> redemption(String code, CodeVerifier verifier) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "authorization_code");
    fields.put("client_id", id);
    fields.put("code", code);
    fields.put("redirect_uri", callback.toString());
    fields.put("code_verifier", verifier.value());
    fields.put("resource", resource.toString());
    return fields;
  }

  /// The parameters of the request that refreshes.
  Map<String, String> refresh(String refreshToken) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "refresh_token");
    fields.put("client_id", id);
    fields.put("refresh_token", refreshToken);
    fields.put("resource", resource.toString());
    return fields;
  }
}
