package dev.ninestep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The manifests of an overlay.
///
/// @param all each of them
record Manifests(List<JsonNode> all) {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

  /// Every overlay there is.
  static List<String> overlays() {
    try (var directories = Files.list(Path.of("k8s/overlays"))) {
      return directories.map(directory -> directory.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What kubectl makes of an overlay. A machine without kubectl skips the test, by name.
  static Manifests of(String overlay) {
    Assumptions.assumeTrue(hasKubectl(), "kubectl is needed to put the manifests together");
    return RENDERED.computeIfAbsent(overlay, Manifests::render);
  }

  private static boolean hasKubectl() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
  }

  private static Manifests render(String overlay) {
    try {
      var process =
          new ProcessBuilder("kubectl", "kustomize", "k8s/overlays/" + overlay)
              .redirectError(Redirect.INHERIT)
              .start();
      var all = new ArrayList<JsonNode>();
      try (var documents = YAML.readerFor(JsonNode.class).readValues(process.getInputStream())) {
        while (documents.hasNext()) {
          all.add((JsonNode) documents.next());
        }
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException("kustomize refuses overlay " + overlay);
      }
      return new Manifests(List.copyOf(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Those of a kind.
  Stream<JsonNode> ofKind(String kind) {
    return all.stream().filter(manifest -> kind.equals(manifest.path("kind").asText()));
  }

  /// Those of a kind, typed.
  <T> List<T> typed(String kind, Class<T> type) {
    return ofKind(kind).map(manifest -> read(manifest, type)).toList();
  }

  List<Deployment> deployments() {
    return typed("Deployment", Deployment.class);
  }

  static <T> T read(JsonNode manifest, Class<T> type) {
    try {
      return YAML.treeToValue(manifest, type);
    } catch (IOException e) {
      throw new UncheckedIOException(name(manifest) + " is no " + type.getSimpleName(), e);
    }
  }

  /// For messages.
  static String name(JsonNode manifest) {
    return manifest.path("kind").asText() + " " + manifest.path("metadata").path("name").asText();
  }
}
