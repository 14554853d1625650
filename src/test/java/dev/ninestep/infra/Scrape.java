package dev.ninestep.infra;

import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a pod offers on /metrics, and what it will offer once there is something to say.
public final class Scrape {

  private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)\\})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  /// What our own labels can be.
  public static final Map<String, Set<String>> VALUES =
      Map.of(
          "refusal", set(Arrays.stream(Refusal.values()).map(Refusal::slug)),
          "event",
              set(Arrays.stream(Event.class.getPermittedSubclasses()).map(Class::getSimpleName)),
          "step",
              set(Stream.concat(Arrays.stream(Step.values()).map(Step::number), Stream.of("none"))),
          "status", Set.of("2xx", "3xx", "4xx", "5xx"));

  private final Map<String, Set<String>> labels = new TreeMap<>();

  private static Set<String> set(Stream<String> names) {
    return names.collect(Collectors.toUnmodifiableSet());
  }

  /// Reads an answer.
  ///
  /// @param text a series a line, and comments
  public Scrape(String text) {
    // After eleven quiet minutes, the first upstream that fails, and the first collection.
    labels.put("ninestep_findings_total", Set.of("symptom"));
    labels.put("ninestep_upstream_taken_out_total", Set.of("upstream"));
    labels.put("jvm_gc_pause_seconds_sum", Set.of("action", "cause", "gc"));
    labels.put("jvm_gc_pause_seconds_max", Set.of("action", "cause", "gc"));
    text.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
  }

  private void add(String line) {
    var series = SERIES.matcher(line);
    if (!series.matches()) {
      throw new IllegalArgumentException("no series: " + line);
    }
    var names =
        series.group(2) == null
            ? Set.<String>of()
            : LABEL
                .matcher(series.group(2))
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toSet());
    labels.merge(series.group(1), names, Scrape::union);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  /// The names of labels by metric.
  ///
  /// @return of all series there are
  public Map<String, Set<String>> labels() {
    return labels;
  }
}
