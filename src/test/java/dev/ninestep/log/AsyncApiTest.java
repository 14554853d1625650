package dev.ninestep.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ninestep.event.Event;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `schemas/asyncapi.yaml` describes both topics as AsyncAPI 3.0.0 has it.
class AsyncApiTest {

  private static final JsonNode DOCUMENT = document();

  static Stream<Class<? extends Event>> events() {
    return Schemas.events();
  }

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(Schemas.ROOT.resolve("asyncapi.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema standard() throws IOException {
    try (var file = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new ObjectMapper().readTree(file));
    }
  }

  @Test
  void theDocumentIsValid() throws IOException {
    assertThat(standard().validate(DOCUMENT)).extracting(Error::toString).isEmpty();
  }

  @Test
  void theStandardsSchemaRefusesAnOperationWithoutAnAction() throws IOException {
    var broken = DOCUMENT.<ObjectNode>deepCopy();
    ((ObjectNode) broken.at("/operations/appendFlow")).remove("action");
    assertThat(standard().validate(broken)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsAMessageOfItsTopicWithItsSchema(Class<? extends Event> event) throws Exception {
    var simple = event.getSimpleName();
    var id = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    var message = DOCUMENT.at("/components/messages/" + id);
    assertThat(message.get("name").asText()).isEqualTo(EventCodec.type(event));
    var schema = message.at("/payload/schema/$ref").asText();
    assertThat(schema).isEqualTo("event/" + Schemas.name(event) + ".json");
    assertThat(Schemas.ROOT.resolve(schema)).exists();

    var reference = "#/components/messages/" + id;
    for (var topic : Topic.values()) {
      var channel = topic.name().toLowerCase(Locale.ROOT);
      var listed = DOCUMENT.at("/channels/" + channel + "/messages/" + id + "/$ref").asText();
      assertThat(listed).isEqualTo(topicOf(event) == topic ? reference : "");
    }
  }

  private static Topic topicOf(Class<? extends Event> event) throws IOException {
    var example = FrozenRecord.of(Schemas.read(Schemas.example(event)));
    return ((Logged.Known) example.decoded()).fact().event().topic();
  }

  @Test
  void thereIsNoMessageWithoutAnEvent() {
    assertThat(DOCUMENT.at("/components/messages")).hasSize((int) events().count());
  }

  @Test
  void theAddressesAreTheNamesOfTheTopics() {
    for (var topic : Topic.values()) {
      var channel = DOCUMENT.at("/channels/" + topic.name().toLowerCase(Locale.ROOT));
      assertThat(channel.get("address").asText()).isEqualTo(LogSettings.name(topic));
    }
  }
}
