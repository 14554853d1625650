package dev.ninestep.trace;

import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells the story of a flow. Pure: the same material seen from the same time makes the same story.
public final class FlowStory {

  private final Material material;
  private final Horizon horizon;
  private final LetGo letGo;
  private final Map<Step, StepTelling> steps = new EnumMap<>(Step.class);

  private FlowStory(Material material, Horizon horizon) {
    this.material = material;
    this.horizon = horizon;
    this.letGo = LetGo.of(known(material.own()), horizon.kept());
  }

  /// Tells a story.
  ///
  /// @param material what it is told from
  /// @param horizon from when it is told
  /// @return the story
  public static Story of(Material material, Horizon horizon) {
    return new FlowStory(material, horizon).tell();
  }

  private Story tell() {
    var own = known(material.own());
    var registration = known(material.registration());
    var discovery = known(material.discovery());
    var all =
        Stream.of(discovery, registration, own)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(FlowStory::happened))
            .toList();
    all.forEach(record -> telling(step(record)).add(record));
    var told =
        told(
            Stream.concat(registration.stream(), own.stream()).toList(),
            Waits.before(all, began(discovery, own), this::step),
            Comparisons.in(all));
    var lineage = LineageTelling.of(material.own());
    var findings = new ArrayList<>(unreadable());
    findings.addAll(lineage.findings());
    findings.addAll(letGo.said());
    return new Story(
        material.flow(),
        horizon,
        client(own, registration),
        name(registration),
        Accounts.of(material.own()).stream().findFirst(),
        told,
        lineage.lineage(),
        Calls.of(own),
        firstUnmended(told),
        findings,
        new Symptoms(own, registration, material.surroundings(), horizon.now())
            .found().stream().filter(symptom -> !letGo.explains(symptom)).toList());
  }

  /// When this connection began; the client may have registered long before.
  private static Instant began(List<Logged.Known> discovery, List<Logged.Known> own) {
    return Stream.concat(discovery.stream(), own.stream())
        .map(FlowStory::happened)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /// Calls that were counted are written some seconds later, and so after a refusal that followed
  /// them.
  static Instant happened(Logged.Known record) {
    return record.fact().event() instanceof CallsMetered metered ? metered.last() : record.at();
  }

  /// That an answer was lost is told where the answer was to be given.
  private Step step(Logged.Known record) {
    return record.fact().event() instanceof DeliveryFailed lost && isOfARefresh(lost.attempt())
        ? Step.REFRESH
        : record.fact().event().step();
  }

  private boolean isOfARefresh(AttemptId attempt) {
    return known(material.own()).stream()
        .anyMatch(
            r -> r.fact().event() instanceof RefreshPresented e && e.attempt().equals(attempt));
  }

  private StepTelling telling(Step step) {
    return steps.computeIfAbsent(step, StepTelling::new);
  }

  private static List<Logged.Known> known(List<Logged> records) {
    return records.stream()
        .flatMap(r -> r instanceof Logged.Known known ? Stream.of(known) : Stream.empty())
        .toList();
  }

  private List<String> unreadable() {
    return material.own().stream()
        .flatMap(r ->
            r instanceof Logged.Unreadable broken
                ? Stream.of(
                    "The record at " + broken.position() + " cannot be read: " + broken.why())
                : Stream.empty())
        .toList();
  }

  /// Every step but a refresh that never was needed; a step is passed once a later one has surely
  /// come.
  private List<StoryStep> told(
      List<Logged.Known> sure, Map<Step, Duration> waits, Comparisons comparisons) {
    var told = new ArrayList<StoryStep>();
    var isPassed = false;
    for (var step : List.of(Step.values()).reversed()) {
      var telling = telling(step);
      var hasCome = sure.stream().anyMatch(r -> step(r) == step && !StepTelling.isBeside(r));
      if (step != Step.REFRESH || !telling.isEmpty()) {
        told.addFirst(
            telling.tell(
                isPassed,
                letGo.covers(step),
                !telling.isEmpty() && !hasCome,
                Optional.ofNullable(waits.get(step)),
                comparisons.of(step)));
      }
      isPassed |= hasCome;
    }
    return told;
  }

  /// The refusal to act on: of the steps that ended refused, the first one's last.
  private static Optional<Trouble> firstUnmended(List<StoryStep> told) {
    return told.stream()
        .filter(step -> step.status() == StepStatus.REFUSED && !step.inferred())
        .map(step -> step.troubles().getLast())
        .findFirst();
  }

  private static Optional<ClientId> client(
      List<Logged.Known> own, List<Logged.Known> registration) {
    return Stream.concat(own.stream(), registration.stream())
        .flatMap(r -> r.fact().client().stream())
        .findFirst();
  }

  private static Optional<String> name(List<Logged.Known> registration) {
    return registration.stream()
        .flatMap(r ->
            r.fact().event() instanceof ClientRegistered e
                ? Stream.of(e.name().value())
                : Stream.empty())
        .findFirst();
  }
}
