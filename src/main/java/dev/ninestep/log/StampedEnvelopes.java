package dev.ninestep.log;

import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Envelopes of one pod: ids are UUIDs of version 7, times are the pod's own clock.
///
/// @param source the pod's name as facts carry it, such as `/pod/ninestep-0`
/// @param clock the pod's wall clock
/// @spec https://www.rfc-editor.org/rfc/rfc9562#section-5.7 RFC 9562 §5.7
public record StampedEnvelopes(String source, InstantSource clock) implements Envelopes {

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long BELOW_VARIANT = 0x3fff_ffff_ffff_ffffL;

  @Override
  public Fact seal(
      Key key,
      FlowId flow,
      RequestId request,
      Optional<ClientId> client,
      Optional<String> traceparent,
      Event event) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Fact(
        id(now.toEpochMilli()), key, source, now, flow, request, client, traceparent, event);
  }

  /// An id is a name and no secret, so a fast source of chance will do.
  private static UUID id(long millis) {
    var chance = ThreadLocalRandom.current();
    return new UUID(
        (millis << 16) | VERSION_7 | chance.nextInt(0x1000),
        VARIANT | (chance.nextLong() & BELOW_VARIANT));
  }
}
