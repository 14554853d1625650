package dev.ninestep.log;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ninestep.event.Event;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `schemas/event` says of every event how it is written, and says it for ever.
class EventSchemasTest {

  static Stream<Class<? extends Event>> events() {
    return Schemas.events();
  }

  @Test
  void everyEventHasASchemaAndAFrozenExampleAndNothingElseHas() throws Exception {
    var names = events().map(Schemas::name).toList();
    assertThat(Schemas.names(".example.json")).containsExactlyInAnyOrderElementsOf(names);
    assertThat(Schemas.names(".json"))
        .filteredOn(name -> !name.endsWith(".example"))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @ParameterizedTest
  @MethodSource("events")
  void aSchemaNamesEveryComponentAndRequiresWhatIsNotOptional(Class<? extends Event> event)
      throws Exception {
    var schema = Schemas.read(Schemas.EVENTS.resolve(Schemas.name(event) + ".json"));
    var required = new ArrayList<String>();
    schema.get("required").forEach(name -> required.add(name.asText()));

    assertThat(schema.get("title").asText()).isEqualTo(EventCodec.type(event));
    assertThat(schema.get("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(members(event, true));
    assertThat(required).containsExactlyElementsOf(members(event, false));
  }

  private static List<String> members(Class<?> event, boolean optionalToo) {
    return Arrays.stream(event.getRecordComponents())
        .filter(component -> optionalToo || component.getType() != Optional.class)
        .map(component -> component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("events")
  void anExampleIsValid(Class<? extends Event> event) throws Exception {
    var example = Schemas.read(Schemas.example(event));
    assertThat(Schemas.faults(Schemas.ROOT.resolve("envelope.v1.json"), example.get("headers")))
        .isEmpty();
    assertThat(
            Schemas.faults(
                Schemas.EVENTS.resolve(Schemas.name(event) + ".json"), example.get("data")))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void aSchemaRefusesAnExampleThatLacksSomething(Class<? extends Event> event) throws Exception {
    var schema = Schemas.EVENTS.resolve(Schemas.name(event) + ".json");
    var example = Schemas.read(Schemas.example(event));
    for (var member : members(event, false)) {
      var data = example.get("data").<ObjectNode>deepCopy();
      data.remove(member);
      assertThat(Schemas.faults(schema, data)).as(member).isNotEmpty();
    }
  }

  @Test
  void anExampleOnceWrittenIsNeverChanged() throws Exception {
    var frozen =
        Files.readAllLines(Schemas.EVENTS.resolve("examples.sha256")).stream()
            .map(line -> line.split("  "))
            .collect(toMap(line -> line[1], line -> line[0]));
    for (var event : events().toList()) {
      var file = Schemas.example(event);
      var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      assertThat(frozen)
          .as("an event that must look different is a new version, with an example of its own")
          .containsEntry(file.getFileName().toString(), HexFormat.of().formatHex(hash));
    }
    assertThat(frozen).hasSize((int) events().count());
  }
}
