package dev.ninestep.trace;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.projection.EventKind;
import dev.ninestep.projection.Kept;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a story cannot tell any more, since the index keeps each kind of event only so long. What
/// is gone is never told as what never came. Pure.
///
/// @param began when the flow began; its beginning may be gone itself
/// @param hasTokens whether there was anything to call with
/// @param kept what the index keeps
record LetGo(Instant began, boolean hasTokens, Kept kept) {

  /// How long before a flow a client asks what there is.
  private static final Duration DISCOVERY_BEFORE = Duration.ofMinutes(10);

  /// Looks at a flow.
  ///
  /// @param own its records, in the order of the log's time
  /// @param kept what the index keeps
  static LetGo of(List<Logged.Known> own, Kept kept) {
    var hasTokens =
        own.stream()
            .map(record -> record.fact().event().step())
            .anyMatch(step -> step == Step.TOKEN || step == Step.REFRESH);
    var first = own.stream().findFirst();
    var began = first.filter(record -> isBeginning(record.fact().event())).map(Logged.Known::at);
    return first.isPresent() && began.isEmpty()
        ? new LetGo(Instant.EPOCH, true, kept)
        : new LetGo(began.orElse(Instant.MAX), hasTokens, kept);
  }

  /// Whether a flow can begin with this; with what needs a grant it cannot.
  private static boolean isBeginning(Event event) {
    return switch (event) {
      case CodePresented _,
          CodeTried _,
          TokensIssued _,
          DeliveryFailed _,
          RefreshPresented _,
          RefreshRepeated _,
          GrantRevoked _,
          TailLost _,
          CallAdmitted _,
          CallsMetered _ ->
          false;
      case Event _ -> true;
    };
  }

  /// Whether what may have come of a step is gone.
  boolean covers(Step step) {
    return kind(step).filter(this::covers).isPresent();
  }

  private boolean covers(EventKind kind) {
    return switch (kind) {
      case DISCOVERY -> kept.isGone(kind, began.minus(DISCOVERY_BEFORE));
      case CALLS -> hasTokens && kept.isGone(kind, began);
      case FLOWS, AUDIT -> kept.isGone(kind, began);
    };
  }

  /// What the events of a step are kept with; a registration is kept as long as its client.
  private static Optional<EventKind> kind(Step step) {
    return switch (step) {
      case CHALLENGE, METADATA -> Optional.of(EventKind.DISCOVERY);
      case REGISTRATION -> Optional.empty();
      case AUTHORIZATION, CONSENT, TOKEN, REFRESH -> Optional.of(EventKind.FLOWS);
      case CONNECTION, CALL -> Optional.of(EventKind.CALLS);
    };
  }

  /// Whether what did not happen may have happened, and is gone.
  boolean explains(Symptom symptom) {
    return switch (symptom) {
      case NO_CALL -> covers(EventKind.CALLS);
      case NO_TOKEN_REQUEST, NOTHING_AFTER_DISCOVERY, NO_BROWSER, NO_REFRESH ->
          covers(EventKind.FLOWS);
      case REGISTRATION_STORM, REGISTERS_ON_EVERY_CONNECT -> false;
    };
  }

  /// A sentence for each kind of which something may be gone.
  List<String> said() {
    return Stream.of(EventKind.values())
        .filter(this::covers)
        .flatMap(kind -> kept.of(kind).map(since -> said(kind, since)).stream())
        .toList();
  }

  private static String said(EventKind kind, Kept.Since since) {
    var what =
        switch (kind) {
          case FLOWS -> "Events of connecting";
          case CALLS -> "Events of calls";
          case DISCOVERY -> "Events of discovery";
          case AUDIT -> "Events of what operators did";
        };
    var days = since.lasts().toDays();
    return "%s are kept for %d %s; what there was before %s is gone."
        .formatted(what, days, days == 1 ? "day" : "days", StoryText.time(since.from()));
  }
}
