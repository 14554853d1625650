package dev.ninestep.trace;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Logged;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Looks for what did not happen. Pure.
///
/// @param own the flow's own records, in the order in which they happened
/// @param registration those of the client's registration
/// @param surroundings what else came from the same machine
/// @param now when the story is told
record Symptoms(
    List<Logged.Known> own,
    List<Logged.Known> registration,
    Surroundings surroundings,
    Instant now) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// A client that has what it asked for goes on within minutes, but a user may have to decide.
  private static final Duration DISCOVERY_PATIENCE = Duration.ofMinutes(10);

  private static final Duration STORM = Duration.ofMinutes(10);
  private static final int OF_A_STORM = 10;
  private static final int OF_EVERY_CONNECT = 3;

  /// All there are.
  List<Symptom> found() {
    var found = new ArrayList<Symptom>();
    if (isAwaited(last(ConsentGranted.class::isInstance), PATIENCE, Symptoms::isOfTheToken)) {
      found.add(Symptom.NO_TOKEN_REQUEST);
    }
    if (isAwaited(last(TokensIssued.class::isInstance), PATIENCE, Symptoms::isCallOrEnd)
        && own.stream().noneMatch(record -> isCallOrEnd(record.fact().event()))) {
      found.add(Symptom.NO_CALL);
    }
    if (isOnlyPreparation()
        && !surroundings.goesOn()
        && isAwaited(Optional.of(own.getLast()), DISCOVERY_PATIENCE, _ -> false)) {
      var isRegistered = last(ClientRegistered.class::isInstance).isPresent();
      found.add(isRegistered ? Symptom.NO_BROWSER : Symptom.NOTHING_AFTER_DISCOVERY);
    }
    registrations().ifPresent(found::add);
    if (isAwaited(last(Symptoms::isLapsed), PATIENCE, event -> event.step() == Step.REFRESH)) {
      found.add(Symptom.NO_REFRESH);
    }
    return found;
  }

  private Optional<Logged.Known> last(Predicate<Event> matches) {
    return own.reversed().stream()
        .filter(record -> matches.test(record.fact().event()))
        .findFirst();
  }

  /// Whether something happened, the time for what follows has passed, and it has not followed.
  private boolean isAwaited(
      Optional<Logged.Known> since, Duration patience, Predicate<Event> follows) {
    return since.isPresent()
        && now.isAfter(since.get().at().plus(patience))
        && own.stream()
            .filter(record -> !record.at().isBefore(since.get().at()))
            .noneMatch(record -> follows.test(record.fact().event()));
  }

  private static boolean isOfTheToken(Event event) {
    return event.step() == Step.TOKEN || event.step() == Step.REFRESH;
  }

  private static boolean isCallOrEnd(Event event) {
    return switch (event) {
      case CallAdmitted _, CallsMetered _, CallRefused _, GrantRevoked _ -> true;
      case Event _ -> false;
    };
  }

  /// A call was refused because the token had lapsed.
  private static boolean isLapsed(Event event) {
    return event instanceof CallRefused refused && refused.refusal() == Refusal.TOKEN_EXPIRED;
  }

  private boolean isOnlyPreparation() {
    return !own.isEmpty()
        && own.stream()
            .map(record -> record.fact().event())
            .allMatch(event ->
                event instanceof ResourceChallenged
                    || event instanceof MetadataServed
                    || (event instanceof ClientRegistered e && !e.client().isUrl()));
  }

  /// Only those of clients that register: one with a document of its own is described each time.
  private Optional<Symptom> registrations() {
    var registers =
        Stream.concat(own.stream(), registration.stream())
            .anyMatch(record ->
                record.fact().event() instanceof ClientRegistered e && !e.client().isUrl());
    if (!registers) {
      return Optional.empty();
    }
    if (isStorm()) {
      return Optional.of(Symptom.REGISTRATION_STORM);
    }
    return surroundings.registrations().size() >= OF_EVERY_CONNECT
        ? Optional.of(Symptom.REGISTERS_ON_EVERY_CONNECT)
        : Optional.empty();
  }

  private boolean isStorm() {
    var times = surroundings.registrations();
    for (var i = OF_A_STORM - 1; i < times.size(); i++) {
      if (Duration.between(times.get(i - OF_A_STORM + 1), times.get(i)).compareTo(STORM) <= 0) {
        return true;
      }
    }
    return false;
  }
}
