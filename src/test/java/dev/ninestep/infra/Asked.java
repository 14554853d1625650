package dev.ninestep.infra;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Some series that a panel or an alert looks at.
///
/// @param asker which panel or alert
/// @param metric the name of the series
/// @param matchers which of them: by label, its value or alternatives
/// @param kept labels by which what comes of them is put together
public record Asked(String asker, String metric, List<Matcher> matchers, List<String> kept) {

  /// What Prometheus and its operator add to every series they read.
  private static final Set<String> SCRAPED =
      Set.of("job", "instance", "namespace", "pod", "app_kubernetes_io_component");

  /// A condition.
  ///
  /// @param label its name
  /// @param value a value, or a pattern
  public record Matcher(String label, String value) {

    private Stream<String> alternatives() {
      return Arrays.stream(value.split("\\|"));
    }
  }

  /// Reads what `promql.mjs` prints about an expression.
  ///
  /// @param line of JSON
  /// @return each of its selectors
  public static Stream<Asked> in(JsonObject line) {
    return line.getJsonArray("selectors").stream()
        .map(JsonObject.class::cast)
        .map(selector ->
            new Asked(
                line.getString("asker"),
                selector.getString("metric"),
                selector.getJsonArray("matchers").stream()
                    .map(JsonObject.class::cast)
                    .map(matcher ->
                        new Matcher(matcher.getString("label"), matcher.getString("value")))
                    .toList(),
                selector.getJsonArray("kept").stream().map(String.class::cast).toList()));
  }

  /// What nobody offers.
  ///
  /// @param offered names of labels by metric
  /// @param values what labels can be, where that is known
  /// @return a line for each metric, label and value that is not there
  public Stream<String> missing(Map<String, Set<String>> offered, Map<String, Set<String>> values) {
    var labels = offered.get(metric);
    if (labels == null) {
      return Stream.of(asker + ": no metric " + metric);
    }
    var unknown =
        Stream.concat(matchers.stream().map(Matcher::label), kept.stream())
            .filter(label -> !labels.contains(label) && !SCRAPED.contains(label))
            .map(label -> asker + ": " + metric + " has no label " + label);
    var impossible =
        matchers.stream()
            .filter(matcher -> values.containsKey(matcher.label))
            .flatMap(matcher ->
                matcher
                    .alternatives()
                    .filter(wanted ->
                        values.get(matcher.label).stream()
                            .noneMatch(value -> value.matches(wanted)))
                    .map(wanted -> asker + ": no " + matcher.label + " is " + wanted));
    return Stream.concat(unknown, impossible);
  }
}
