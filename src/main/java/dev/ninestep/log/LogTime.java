package dev.ninestep.log;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The log's time, as well as a pod can know it without asking.
///
/// Every record read back was stamped by the log before it was read, so each one bounds the log's
/// clock from below; the best bound, carried forward by the pod's own steady clock, is within one
/// read-back of the truth. The pod's wall clock plays no part once a record has been read, so a pod
/// whose clock is wrong judges lifetimes like every other.
public final class LogTime {

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final LongSupplier steadyMillis;
  private final LongSupplier wallMillis;
  private final AtomicLong ahead = new AtomicLong(UNKNOWN);

  /// A time that has seen no record yet.
  ///
  /// @param steadyMillis a clock that never steps, in milliseconds from anywhere
  /// @param wallMillis the pod's wall clock, in milliseconds since the epoch, used until a record
  ///   has been read
  public LogTime(LongSupplier steadyMillis, LongSupplier wallMillis) {
    this.steadyMillis = steadyMillis;
    this.wallMillis = wallMillis;
  }

  /// Learns from a record that was appended just now.
  ///
  /// @param at the log's time of the record
  public void saw(Instant at) {
    ahead.accumulateAndGet(at.toEpochMilli() - steadyMillis.getAsLong(), Math::max);
  }

  /// The log's time now.
  ///
  /// @return the best lower bound, in whole milliseconds
  public Instant now() {
    var best = ahead.get();
    return Instant.ofEpochMilli(
        best == UNKNOWN ? wallMillis.getAsLong() : steadyMillis.getAsLong() + best);
  }

  /// The log's time some way ahead.
  ///
  /// @param later how far
  /// @return now plus that
  public Instant in(Duration later) {
    return now().plus(later);
  }
}
