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

  /// What the envelopes of a process say of their writer.
  ///
  /// @param pod the name of the process
  /// @param build the version of the program it runs
  /// @return a URI reference, the `source` of its facts
  /// @spec https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#source-1 source
  public static String source(String pod, String build) {
    return "/pod/" + pod + "/build/" + build;
  }

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long BELOW_VARIANT = 0x3fff_ffff_ffff_ffffL;
  private static final int COUNTER_BITS = 12;
  private static final long COUNTER = 0xfffL;

  /// Every millisecond begins to count in the lower half of the counter.
  private static final int ROOM_TO_COUNT = 0x800;

  /// Milliseconds and counter of the thread's last id, as one number.
  private static final ThreadLocal<long[]> LAST = ThreadLocal.withInitial(() -> new long[1]);

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

  /// An id is a name and no secret, so a fast source of chance will do. Those of one thread grow:
  /// within a millisecond, and while the clock steps back, they count on from the last one.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc9562#section-6.2 RFC 9562 §6.2, method 1
  private static UUID id(long millis) {
    var chance = ThreadLocalRandom.current();
    var last = LAST.get();
    last[0] = Math.max(last[0] + 1, millis << COUNTER_BITS | chance.nextInt(ROOM_TO_COUNT));
    var time = last[0] >>> COUNTER_BITS;
    var counter = last[0] & COUNTER;
    return new UUID(
        time << 16 | VERSION_7 | counter, VARIANT | (chance.nextLong() & BELOW_VARIANT));
  }
}
