package dev.ninestep.signal;

import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Records to be told of, and facts to be written.
final class Records {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Records() {}

  /// A record of the first partition, as many milliseconds after noon as its offset is.
  static Logged known(Key key, Event event, long offset) {
    return new Logged.Known(
        new Position(Topic.FLOW, 0, offset), NOON.plusMillis(offset), fact(key, event));
  }

  static Fact fact(Key key, Event event) {
    var flow = key instanceof Key.OfFlow(var its) ? its : new FlowId(9, 9);
    return new Fact(
        UUID.randomUUID(),
        key,
        "/pod/test",
        NOON,
        flow,
        new RequestId(1, 2),
        Optional.empty(),
        Optional.empty(),
        event);
  }
}
