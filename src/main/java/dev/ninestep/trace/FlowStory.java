package dev.ninestep.trace;

import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells the story of a flow. Pure: the same material at the same time makes the same story.
public final class FlowStory {

  private final Material material;
  private final Instant now;
  private final Map<Step, StepTelling> steps = new EnumMap<>(Step.class);

  private FlowStory(Material material, Instant now) {
    this.material = material;
    this.now = now;
  }

  /// Tells a story.
  ///
  /// @param material what it is told from
  /// @param now when it is told, in the log's time
  /// @return the story
  public static Story of(Material material, Instant now) {
    return new FlowStory(material, now).tell();
  }

  private Story tell() {
    var own = known(material.own());
    var registration = known(material.registration());
    var discovery = known(material.discovery());
    Stream.of(discovery, registration, own)
        .flatMap(List::stream)
        .sorted(Comparator.comparing(FlowStory::happened))
        .forEach(record -> telling(step(record)).add(record));
    var told = told(Stream.concat(registration.stream(), own.stream()).toList());
    var findings = new ArrayList<>(unreadable());
    findings.addAll(Lineage.findings(own, now));
    return new Story(
        material.flow(),
        Optional.empty(),
        client(own, registration),
        name(registration),
        account(own),
        told,
        firstUnmended(told),
        findings,
        new Symptoms(own, registration, material.surroundings(), now).found());
  }

  /// Calls that were counted are written once their second is over, and so after a refusal that
  /// followed them.
  private static Instant happened(Logged.Known record) {
    return record.fact().event() instanceof CallsMetered metered ? metered.second() : record.at();
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
  private List<StoryStep> told(List<Logged.Known> sure) {
    var told = new ArrayList<StoryStep>();
    var isPassed = false;
    for (var step : List.of(Step.values()).reversed()) {
      var telling = telling(step);
      var hasCome = sure.stream().anyMatch(r -> step(r) == step);
      if (step != Step.REFRESH || !telling.isEmpty()) {
        told.addFirst(telling.tell(isPassed, !telling.isEmpty() && !hasCome));
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

  private static Optional<AccountId> account(List<Logged.Known> own) {
    return own.stream().flatMap(r -> accountOf(r.fact().event()).stream()).findFirst();
  }

  private static Optional<AccountId> accountOf(Event event) {
    return switch (event) {
      case UserSignedIn e -> Optional.of(e.account());
      case ConsentShown e -> Optional.of(e.account());
      case Event _ -> Optional.empty();
    };
  }
}
