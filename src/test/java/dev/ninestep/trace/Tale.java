package dev.ninestep.trace;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Records of one flow, as its story is told from them. Each exchange takes 20 ms.
final class Tale {

  static final Instant BEGAN = Instant.parse("2026-11-21T14:03:00Z");
  static final FlowId FLOW = new FlowId(0x1234, 0x5678);
  static final Caller CALLER = new Caller("b4c1", "192.0.2.0/24", Optional.of("test/1"));
  static final ClientId CLIENT = new ClientId("client-1");

  private static final Duration WRITTEN_BEFORE = Duration.ofMillis(20);

  private final List<Logged> own = new ArrayList<>();
  private final List<Logged> registration = new ArrayList<>();
  private final List<Logged> discovery = new ArrayList<>();
  private List<Instant> registrations = List.of();
  private boolean goesOn;
  private long offset;

  /// What happened in the flow, so many seconds after it began.
  Tale own(long second, Event event) {
    own.add(record(second, event, Optional.of(CLIENT)));
    return this;
  }

  /// What happened so many milliseconds after what happened last, in an exchange of its own.
  Tale soonAfter(long millis, Event event) {
    var at = own.getLast().at().plusMillis(millis);
    own.add(record(at, at.toEpochMilli(), event, Optional.of(CLIENT)));
    return this;
  }

  /// The same, before the client said which it is.
  Tale nameless(long second, Event event) {
    own.add(record(second, event, Optional.empty()));
    return this;
  }

  /// What happened to the client before.
  Tale registration(long second, Event event) {
    registration.add(record(second, event, Optional.of(CLIENT)));
    return this;
  }

  /// What somebody at the same address did.
  Tale nearby(long second, Event event) {
    discovery.add(record(second, event, Optional.empty()));
    return this;
  }

  /// When the machine registered clients.
  Tale registrations(long... seconds) {
    registrations = Arrays.stream(seconds).mapToObj(BEGAN::plusSeconds).toList();
    return this;
  }

  /// That somebody went on from the same machine.
  Tale goesOn() {
    goesOn = true;
    return this;
  }

  private Logged record(long second, Event event, Optional<ClientId> client) {
    return record(BEGAN.plusSeconds(second), second + 1_000, event, client);
  }

  private Logged record(Instant at, long request, Event event, Optional<ClientId> client) {
    var fact =
        new Fact(
            new UUID(0, offset),
            new Key.OfFlow(FLOW),
            "/pod/a",
            at.minus(WRITTEN_BEFORE),
            FLOW,
            new RequestId(0, request),
            client,
            Optional.empty(),
            event);
    return new Logged.Known(new Position(Topic.FLOW, 0, offset++), at, fact);
  }

  /// The story, told some seconds after the flow began.
  Story toldAfter(long seconds) {
    return FlowStory.of(material(), Horizon.at(BEGAN.plusSeconds(seconds)));
  }

  /// What it is told from.
  Material material() {
    return new Material(
        FLOW, own, registration, discovery, new Surroundings(registrations, goesOn));
  }
}
