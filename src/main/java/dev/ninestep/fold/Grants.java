package dev.ninestep.fold;

import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// All grants, packed into primitive arrays: 65 bytes a slot, and never more than two thirds full.
/// One thread writes; any thread reads, without waiting.
///
/// The table is cut into segments so that growing one of them is a pause of a few milliseconds at
/// most, and a table sized for what is expected never grows at all. A grant that has lapsed counts
/// as [Grant.None] from that moment; its slot is given back when its segment next fills up, if by
/// then nobody can ask about an earlier moment.
public final class Grants {

  private static final int SEGMENTS = 64;

  private final GrantSegment[] segments = new GrantSegment[SEGMENTS];

  /// An empty table.
  ///
  /// @param expected how many grants fit before any segment has to grow
  /// @param past a moment in the log's time that no record still to come is older than: what had
  ///   lapsed by then may be given back
  public Grants(int expected, Supplier<Instant> past) {
    for (var i = 0; i < SEGMENTS; i++) {
      segments[i] = new GrantSegment(expected / SEGMENTS, past);
    }
  }

  /// The state of a grant at a moment.
  ///
  /// @param flow the grant
  /// @param now the log's time
  /// @return its state, [Grant.None] when unknown or lapsed
  public Grant get(FlowId flow, Instant now) {
    var grant = segment(flow).get(flow);
    return grant.lapsesAt().isBefore(now) ? GrantSegment.NONE : grant;
  }

  /// Remembers the state of a grant. To be called by the one writing thread.
  ///
  /// @param flow the grant
  /// @param grant its new state
  public void put(FlowId flow, Grant grant) {
    segment(flow).put(flow, grant);
  }

  /// How many slots are taken, lapsed grants included.
  ///
  /// @return the number of grants held
  public long size() {
    var size = 0L;
    for (var segment : segments) {
      size += segment.size();
    }
    return size;
  }

  /// What the table occupies.
  ///
  /// @return bytes of all arrays together
  public long bytes() {
    var bytes = 0L;
    for (var segment : segments) {
      bytes += segment.bytes();
    }
    return bytes;
  }

  /// Shows every grant held, in no order. To be called while nothing is written.
  ///
  /// @param visitor sees each grant
  public void forEach(BiConsumer<FlowId, Grant> visitor) {
    for (var segment : segments) {
      segment.forEach(visitor);
    }
  }

  private GrantSegment segment(FlowId flow) {
    return segments[(int) (flow.low() >>> 58)];
  }
}
