package dev.ninestep.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The dashboards for Grafana, and the alerts that share their metrics.
public final class Dashboards {

  private static final Path DIRECTORY = Path.of("infra/grafana/dashboards");
  private static final Path ALERTS = Path.of("k8s/monitoring/rules.yaml");
  private static final YAMLMapper READER = new YAMLMapper();

  private Dashboards() {}

  /// A question.
  ///
  /// @param asker which panel or alert
  /// @param text PromQL or SQL, with Grafana's macros filled in for the last three hours
  public record Question(String asker, String text) {}

  /// Every file of every dashboard.
  static List<Path> files() {
    try (var files = Files.list(DIRECTORY)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return READER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /// What panels and alerts ask Prometheus.
  ///
  /// @return each expression
  public static List<Question> expressions() {
    var panels =
        targets("expr")
            .map(target ->
                new Question(
                    target.asker(),
                    target.text().replace("$__rate_interval", "5m").replace("$__range", "3h")));
    var alerts =
        elements(read(ALERTS).at("/spec/groups"))
            .flatMap(group -> elements(group.path("rules")))
            .map(rule -> new Question(rule.path("alert").asText(), rule.path("expr").asText()));
    return Stream.concat(panels, alerts).toList();
  }

  /// What panels ask the database.
  ///
  /// @return each query
  public static List<Question> queries() {
    return targets("rawSql")
        .map(target -> new Question(target.asker(), withoutMacros(target.text())))
        .toList();
  }

  private static String withoutMacros(String sql) {
    return sql.replaceAll(
            "\\$__timeGroupAlias\\(([^,]+), \\$__interval\\)",
            "date_bin('5 minutes', $1, 'epoch') AS \"time\"")
        .replaceAll(
            "\\$__timeFilter\\(([^)]+)\\)", "$1 BETWEEN now() - interval '3 hours' AND now()");
  }

  private static Stream<Question> targets(String member) {
    return files().stream()
        .map(Dashboards::read)
        .flatMap(board ->
            elements(board.path("panels"))
                .flatMap(panel ->
                    elements(panel.path("targets"))
                        .filter(target -> target.has(member))
                        .map(target ->
                            new Question(
                                board.path("title").asText() + ", " + panel.path("title").asText(),
                                target.path(member).asText()))));
  }
}
