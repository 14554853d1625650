package dev.ninestep.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ninestep.decision.ClientMetadata;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
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
    private Optional<String> atFault = Optional.empty();
    private Optional<Refused> refused = Optional.empty();

    private Reader(JsonNode json) {
      this.json = json;
    }

    private RegistrationRequest read() {
      if (!json.isObject()) {
        return malformed("not an object");
      }
      var metadata =
          new ClientMetadata(
              texts("redirect_uris"),
              text("client_name"),
              text("token_endpoint_auth_method"),
              texts("grant_types"),
              texts("response_types"),
              text("scope"),
              keys(),
              text("jwks_uri").filter(uri -> !uri.isEmpty()),
              text("software_statement"),
              pages());
      var request = new WellFormed(metadata, text("client_id"), text("client_secret"));
      return refused
          .or(() -> atFault.map(why -> Refused.of(Refusal.REGISTRATION_MALFORMED, why)))
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
        text(member).filter(url -> !url.isEmpty()).ifPresent(url -> pages.put(member, url));
      }
      return pages;
    }

    private Optional<String> text(String member) {
      var value = json.path(member);
      if (value.isMissingNode() || value.isNull()) {
        return Optional.empty();
      }
      if (!value.isTextual()) {
        blame(member + " is not a string");
      }
      return Optional.of(value.asText());
    }

    private List<String> texts(String member) {
      var values = json.path(member);
      if (values.isMissingNode() || values.isNull()) {
        return List.of();
      }
      if (!values.isArray()) {
        blame(member + " is not an array");
      }
      var texts = new ArrayList<String>();
      for (var value : values) {
        if (!value.isTextual()) {
          blame(member + " holds something that is not a string");
        }
        texts.add(value.asText());
      }
      return texts;
    }

    private void blame(String why) {
      atFault = atFault.or(() -> Optional.of(why));
    }
  }
}
