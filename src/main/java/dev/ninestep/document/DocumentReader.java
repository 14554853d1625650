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
  private final MetadataMembers members;

  private DocumentReader(JsonNode json) {
    this.json = json;
    this.members = new MetadataMembers(json);
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

  /// Whether the bytes are a JWK Set, as far as JSON goes.
  ///
  /// @param bytes what was fetched
  static boolean isKeySet(byte[] bytes) {
    try {
      return STRICT.readTree(bytes).path("keys").isArray();
    } catch (IOException e) {
      return false;
    }
  }

  private static Document malformed(String why) {
    return new Document.Malformed(Refused.of(Refusal.CLIENT_DOCUMENT_MALFORMED, why));
  }

  private Document read() {
    var document =
        new ClientDocument(
            members.text("client_id"),
            members.text("client_name"),
            members.texts("redirect_uris"),
            members.text("token_endpoint_auth_method"),
            members.texts("grant_types"),
            members.texts("response_types"),
            members.text("scope"),
            Optional.of(json.path("jwks")).filter(JsonNode::isObject).map(JsonNode::toString),
            members.flag("dpop_bound_access_tokens"),
            members.text("jwks_uri"),
            secret());
    return members
        .fault()
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
}
