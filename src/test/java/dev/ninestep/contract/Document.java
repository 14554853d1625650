package dev.ninestep.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The files of `schemas/http`, and where the references in them lead.
final class Document {

  static final Path DIRECTORY = Path.of("schemas", "http").toAbsolutePath();
  static final Path ROOT = DIRECTORY.resolve("openapi.yaml");

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<Path, JsonNode> FILES = new ConcurrentHashMap<>();

  /// Around the schemas stand names of OpenAPI's and of ours, which say nothing of values.
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory((name, _) -> new NonValidationKeyword(name))
          .build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          DIALECT,
          builder ->
              builder.schemaLoader(loader ->
                  loader.fetchRemoteResources().allow(iri -> iri.toString().startsWith("file:"))));

  private Document() {}

  /// A place in one of the files.
  ///
  /// @param file which
  /// @param pointer where, as a JSON pointer
  /// @param node what is there
  record Place(Path file, String pointer, JsonNode node) {

    static Place of(Path file, String pointer) {
      return new Place(file, pointer, content(file).at(pointer));
    }

    /// What stands there under a name, or where that leads; empty when nothing does.
    Optional<Place> get(String name) {
      return node.has(name) ? Optional.of(child(name).followed()) : Optional.empty();
    }

    /// What stands there under a name itself.
    Place child(String name) {
      var escaped = name.replace("~", "~0").replace("/", "~1");
      return new Place(file, pointer + "/" + escaped, node.path(name));
    }

    /// The place that a reference leads to; this one when it is none.
    Place followed() {
      return node.path("$ref").isTextual() ? led(node.get("$ref").asText()).followed() : this;
    }

    private Place led(String reference) {
      var parts = reference.split("#", 2);
      var to = parts[0].isEmpty() ? file : DIRECTORY.resolve(parts[0]);
      return of(to, parts.length == 1 ? "" : parts[1]);
    }

    /// Everything below, each under its own name.
    Stream<Place> children() {
      if (!node.isArray()) {
        return node.properties().stream().map(member -> child(member.getKey()));
      }
      var items = new ArrayList<Place>();
      for (var i = 0; i < node.size(); i++) {
        items.add(new Place(file, pointer + "/" + i, node.get(i)));
      }
      return items.stream();
    }

    /// This place and all below it.
    Stream<Place> all() {
      return Stream.concat(Stream.of(this), children().flatMap(Place::all));
    }

    @Override
    public String toString() {
      return file.getFileName() + "#" + pointer;
    }
  }

  static Place root() {
    return Place.of(ROOT, "");
  }

  private static JsonNode content(Path file) {
    return FILES.computeIfAbsent(
        file,
        path -> {
          try {
            return YAML.readTree(path.toFile());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /// What is wrong with a value by the schema at a place.
  static List<String> faults(Place schema, JsonNode value) {
    var location = schema.file().toUri() + "#" + schema.pointer();
    return REGISTRY
        .getSchema(SchemaLocation.of(location))
        .validate(value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }
}
