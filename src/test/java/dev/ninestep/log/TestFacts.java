package dev.ninestep.log;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// Facts to write and to read back.
final class TestFacts {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final ClientId CLIENT = new ClientId("client");
  static final Envelopes ENVELOPES =
      new StampedEnvelopes("/pod/test", Clock.fixed(NOON, ZoneOffset.UTC));

  static final Caller CALLER = new Caller("hash", "192.0.2.0/24", Optional.empty());

  private TestFacts() {}

  /// A presentation of the latest refresh token of a flow.
  static Fact presentation(long flow) {
    return about(
        flow, new RefreshPresented(new AttemptId(flow), CLIENT, 1, NOON.plusSeconds(2), CALLER));
  }

  static Fact about(long flow, Event event) {
    var id = new FlowId(0, flow);
    return ENVELOPES.seal(
        new Key.OfFlow(id), id, new RequestId(1, 2), Optional.of(CLIENT), Optional.empty(), event);
  }

  static Logged readBack(Fact fact, long offset) {
    return new Logged.Known(new Position(Topic.FLOW, 0, offset), NOON.plusMillis(offset), fact);
  }
}
