package dev.ninestep.trace;

import dev.ninestep.projection.Clue;
import dev.ninestep.projection.Sighting;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What was sighted along all clues, by flow.
final class Sightings {

  private final Map<FlowId, Trail> trails = new HashMap<>();
  private final Set<FlowId> named = new LinkedHashSet<>();

  /// What is known of one flow: by how many clues it was sighted, and the events.
  private static final class Trail {
    private int clues;
    private final Set<Sighting> events = new LinkedHashSet<>();

    private Duration distance(Instant near) {
      return events.stream()
          .map(event -> Duration.between(event.at(), near).abs())
          .min(Comparator.naturalOrder())
          .orElse(Duration.ZERO);
    }
  }

  /// @param clues what was looked for
  /// @param found what was sighted along each
  Sightings(List<Clue> clues, List<List<Sighting>> found) {
    for (var i = 0; i < clues.size(); i++) {
      var weight = weight(clues.get(i));
      found.get(i).stream()
          .collect(Collectors.groupingBy(Sighting::flow))
          .forEach((flow, events) -> {
            var trail = trails.computeIfAbsent(flow, _ -> new Trail());
            trail.clues += weight;
            trail.events.addAll(events);
          });
    }
  }

  /// Who was refused in the way that is looked for comes before who was only there.
  private static int weight(Clue clue) {
    return switch (clue) {
      case Clue.RefusedAs _, Clue.RefusedIn _ -> 4;
      case Clue.Refused _, Clue.OfAccount _ -> 3;
      case Clue.RefusedNameless _, Clue.ToHost _ -> 2;
      case Clue.OfClient _,
          Clue.FromPod _,
          Clue.RegisteringFrom _,
          Clue.GoingOnFrom _,
          Clue.Any _ ->
          1;
    };
  }

  /// The same, and flows that were named outright.
  Sightings with(Collection<FlowId> flows) {
    named.addAll(flows);
    return this;
  }

  /// Only the flows in which these were sighted, each of them.
  Sightings only(List<Sighting> sighted) {
    var flows = sighted.stream().map(Sighting::flow).collect(Collectors.toSet());
    trails.keySet().retainAll(flows);
    named.retainAll(flows);
    sighted.forEach(
        event -> trails.computeIfAbsent(event.flow(), _ -> new Trail()).events.add(event));
    return this;
  }

  /// {@return the flows that were named outright}
  Set<FlowId> named() {
    return named;
  }

  /// The flows that most clues lead to, and of those the nearest, in order.
  List<FlowId> likeliest(int most, Instant near) {
    return trails.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<FlowId, Trail>>comparingInt(e -> -e.getValue().clues)
                .thenComparing(e -> e.getValue().distance(near)))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The sighted event of a flow that is nearest to a moment.
  ///
  /// @param flow the flow
  /// @param refused whether only refusals count
  /// @param at the moment
  Optional<Sighting> nearest(FlowId flow, boolean refused, Moment.Known at) {
    return Optional.ofNullable(trails.get(flow)).stream()
        .flatMap(trail -> trail.events.stream())
        .filter(event -> !refused || event.refusal().isPresent())
        .min(
            Comparator.comparing((Sighting event) -> at.from(event.at()))
                .thenComparing(Sighting::at, Comparator.reverseOrder()));
  }
}
