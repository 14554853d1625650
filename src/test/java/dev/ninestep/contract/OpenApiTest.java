package dev.ninestep.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ninestep.contract.Document.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files of `schemas/http` are written as OpenAPI 3.1 has it.
class OpenApiTest {

  /// What a file may hold beside paths, as `components` of the standard do.
  private static final List<String> COMPONENTS =
      List.of("schemas", "responses", "parameters", "headers", "requestBodies");

  static Stream<Path> files() throws IOException {
    try (var files = Files.list(Document.DIRECTORY)) {
      return files.toList().stream();
    }
  }

  private static Schema standard() throws IOException {
    try (var file = OpenApiTest.class.getResourceAsStream("/openapi/3.1.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new ObjectMapper().readTree(file));
    }
  }

  private static List<String> faults(JsonNode document) throws IOException {
    return standard().validate(document).stream().map(Error::toString).toList();
  }

  /// The document with its paths where the references to them are.
  private static ObjectNode whole() {
    var document = Document.root().node().<ObjectNode>deepCopy();
    var paths = (ObjectNode) document.get("paths");
    Document.root()
        .child("paths")
        .node()
        .fieldNames()
        .forEachRemaining(
            path -> paths.set(path, Document.root().child("paths").child(path).followed().node()));
    return document;
  }

  @Test
  void theDocumentIsValid() throws IOException {
    assertThat(faults(whole())).isEmpty();
  }

  @Test
  void theStandardsSchemaRefusesAnAnswerThatIsNotDescribed() throws IOException {
    var broken = whole();
    ((ObjectNode) broken.at("/paths/~1jwks/get/responses/200")).remove("description");
    assertThat(faults(broken)).isNotEmpty();
  }

  /// What the paths refer to is written as the standard has it too.
  @ParameterizedTest
  @MethodSource("files")
  void theComponentsOfAFileAreValid(Path file) throws IOException {
    var document = new ObjectMapper().createObjectNode().put("openapi", "3.1.0");
    document.putObject("info").put("title", "a file").put("version", "1");
    var components = document.putObject("components");
    var held = Place.of(file, "").node();
    COMPONENTS.stream().filter(held::has).forEach(name -> components.set(name, held.get(name)));
    assertThat(faults(document)).isEmpty();
  }
}
