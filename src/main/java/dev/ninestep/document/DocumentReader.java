package dev.ninestep.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ninestep.decision.ClientDocument;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A client's document as far as JSON goes: one object, no member twice, nothing behind it, not
/// deep, and each member of the type it should have. A member that is null counts as absent.
final class DocumentReader {

  /// What was read.
  sealed interface Document {

    /// It can be read.
    record WellFormed(ClientDocument document) implements Document {}

    /// It cannot.
    record Malformed(Refused refused) implements Document {}
  }

  private static final ObjectMapper STRICT =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final List<String> SECRETS = List.of("client_secret", "client_secret_expires_at");

  /// What RFC 7518 §6 keeps private of a key.
  private static final List<String> OF_A_PRIVATE_KEY =
      List.of("d", "p", "q", "dp", "dq", "qi", "k");

  private final JsonNode json;
  private Optional<String> atFault = Optional.empty();

  private DocumentReader(JsonNode json) {
    this.json = json;
  }

  /// Reads a document.
  ///
  /// @param bytes what was fetched, or preset
  /// @return what it says, or which member is at fault
  static Document read(byte[] bytes) {
    try {
      var json = STRICT.readTree(bytes);
      return json.isObject() ? new DocumentReader(json).read() : malformed("not an object");
    } catch (IOException e) {
      return malformed("not JSON, or a member twice, or nested too deeply");
    }
  }

  private static Document malformed(String why) {
    return new Document.Malformed(Refused.of(Refusal.CLIENT_DOCUMENT_MALFORMED, why));
  }

  private Document read() {
    var document =
        new ClientDocument(
            text("client_id"),
            text("client_name"),
            texts("redirect_uris"),
            text("token_endpoint_auth_method"),
            texts("grant_types"),
            texts("response_types"),
            text("scope"),
            Optional.of(json.path("jwks")).filter(JsonNode::isObject).map(JsonNode::toString),
            secret());
    return atFault
        .map(DocumentReader::malformed)
        .orElseGet(() -> new Document.WellFormed(document));
  }

  private Optional<String> secret() {
    return Stream.concat(
            SECRETS.stream().filter(json::hasNonNull),
            json.path("jwks").path("keys").valueStream().flatMap(DocumentReader::privateParts))
        .findFirst();
  }

  private static Stream<String> privateParts(JsonNode key) {
    return OF_A_PRIVATE_KEY.stream().filter(key::hasNonNull).map(part -> "jwks: " + part);
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
