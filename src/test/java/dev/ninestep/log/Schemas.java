package dev.ninestep.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ninestep.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of `schemas/`.
final class Schemas {

  static final Path ROOT = Path.of("schemas").toAbsolutePath();
  static final Path EVENTS = ROOT.resolve("event");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaLoader(loader ->
                  loader.fetchRemoteResources().allow(iri -> iri.toString().startsWith("file:"))));

  private Schemas() {}

  /// Every event there is.
  static Stream<Class<? extends Event>> events() {
    return Stream.of(Event.class.getPermittedSubclasses())
        .map(event -> event.asSubclass(Event.class));
  }

  /// `code-presented.v1`
  static String name(Class<? extends Event> event) {
    return EventCodec.type(event).substring("dev.ninestep.".length());
  }

  static Path example(Class<? extends Event> event) {
    return EVENTS.resolve(name(event) + ".example.json");
  }

  static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  /// The names of all files in `schemas/event` that end so, without that ending.
  static List<String> names(String ending) throws IOException {
    try (var files = Files.list(EVENTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ending))
          .map(file -> file.substring(0, file.length() - ending.length()))
          .toList();
    }
  }

  /// What is wrong with a value by a schema.
  static List<String> faults(Path schema, JsonNode value) {
    return REGISTRY
        .getSchema(SchemaLocation.of(schema.toUri().toString()))
        .validate(value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
