package dev.ninestep.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ninestep.decision.ClientMetadata;
import dev.ninestep.document.MetadataMembers;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A registration request as far as JSON goes: one object, no member twice, nothing behind it, not
/// deep. A member that is null counts as absent, since many clients write all they know.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-3.1 RFC 7591 §3.1
sealed interface RegistrationRequest {

  /// It can be read.
  ///
  /// @param metadata the members this server knows
  /// @param clientId `client_id`, which only a client has that replaces its registration
  /// @param clientSecret `client_secret`, likewise
  record WellFormed(
      ClientMetadata metadata, Optional<String> clientId, Optional<String> clientSecret)
      implements RegistrationRequest {

    @Override
    public String toString() {
      return "WellFormed[" + metadata + "]";
    }
  }

  /// It cannot.
  ///
  /// @param refused which member is at fault, or that it is not JSON
  record Malformed(Refused refused) implements RegistrationRequest {}

  /// Reads a body.
  ///
  /// @param body the body
  /// @return what it says
  static RegistrationRequest parse(Buffer body) {
    try {
      return new Reader(Reader.STRICT.readTree(body.getBytes())).read();
    } catch (IOException e) {
      return malformed("not JSON, or a member twice, or nested too deeply");
    }
  }

  private static RegistrationRequest malformed(String why) {
    return new Malformed(Refused.of(Refusal.REGISTRATION_MALFORMED, why));
  }

  /// Reads the members one by one and remembers the first that has the wrong type.
  final class Reader {

    private static final ObjectMapper STRICT =
        new ObjectMapper(
                JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final List<String> PAGES =
        List.of("client_uri", "logo_uri", "policy_uri", "tos_uri");

    private final JsonNode json;
    private final MetadataMembers members;
    private Optional<Refused> refused = Optional.empty();

    private Reader(JsonNode json) {
      this.json = json;
      this.members = new MetadataMembers(json);
    }

    private RegistrationRequest read() {
      if (!json.isObject()) {
        return malformed("not an object");
      }
      var metadata =
          new ClientMetadata(
              members.texts("redirect_uris"),
              members.text("client_name"),
              members.text("token_endpoint_auth_method"),
              members.texts("grant_types"),
              members.texts("response_types"),
              members.text("scope"),
              keys(),
              members.text("jwks_uri").filter(uri -> !uri.isEmpty()),
              members.text("software_statement"),
              members.flag("dpop_bound_access_tokens"),
              pages());
      var request =
          new WellFormed(metadata, members.text("client_id"), members.text("client_secret"));
      return refused
          .or(() -> members.fault().map(why -> Refused.of(Refusal.REGISTRATION_MALFORMED, why)))
          .<RegistrationRequest>map(Malformed::new)
          .orElse(request);
    }

    private Optional<String> keys() {
      var jwks = json.path("jwks");
      if (jwks.isMissingNode() || jwks.isNull()) {
        return Optional.empty();
      }
      refused = PublicKeySet.fault(jwks).map(why -> Refused.of(Refusal.CLIENT_KEYS_NOT_FIT, why));
      return Optional.of(jwks.toString());
    }

    /// Several clients write an empty text where they have no page.
    private Map<String, String> pages() {
      var pages = new HashMap<String, String>();
      for (var member : PAGES) {
        members.text(member).filter(url -> !url.isEmpty()).ifPresent(url -> pages.put(member, url));
      }
      return pages;
    }
  }
}
