package dev.ninestep.log;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// The log's time, as well as a pod can know it without asking.
///
/// Every record was stamped by the log before it was read, so each one bounds the log's clock from
/// below; the best bound, carried forward by the pod's own steady clock, is within one read-back of
/// the truth once records are read as they are appended. From then on the pod's wall clock plays no
/// part, so a pod whose clock is wrong judges lifetimes like every other.
///
/// Until then, while what is read may be hours old, the wall clock is believed where it is ahead of
/// the bound: nothing that has expired must count again because a pod was restarted in a quiet
/// night. And no bound is believed for ever: a broker whose clock ran ahead, or a steady clock that
/// runs fast, is forgotten within two minutes of traffic.
public final class LogTime {

  private static final long UNKNOWN = Long.MIN_VALUE;
  private static final long WINDOW_MILLIS = 60_000;

  private final LongSupplier steadyMillis;
  private final LongSupplier wallMillis;
  private long windowBegan;
  private long inLastWindow = UNKNOWN;
  private long inThisWindow = UNKNOWN;
  private volatile long ahead = UNKNOWN;
  private volatile boolean isFollowing;
  private volatile boolean isKnown;

  /// A time that has seen no record yet.
  ///
  /// @param steadyMillis a clock that never steps, in milliseconds from anywhere
  /// @param wallMillis the pod's wall clock, in milliseconds since the epoch, used until a record
  ///   has been read as it was appended
  public LogTime(LongSupplier steadyMillis, LongSupplier wallMillis) {
    this.steadyMillis = steadyMillis;
    this.wallMillis = wallMillis;
    windowBegan = steadyMillis.getAsLong();
  }

  /// Says that all that stood in the log has been read, so that from now on records are read as
  /// they are appended.
  public void follow() {
    isFollowing = true;
  }

  /// Learns from a record. To be called by the one thread that reads the log.
  ///
  /// @param at the log's time of the record
  public void saw(Instant at) {
    var steady = steadyMillis.getAsLong();
    var bound = at.toEpochMilli() - steady;
    if (steady - windowBegan >= WINDOW_MILLIS) {
      windowBegan = steady;
      inLastWindow = inThisWindow;
      inThisWindow = bound;
    } else {
      inThisWindow = Math.max(inThisWindow, bound);
    }
    ahead = Math.max(inLastWindow, inThisWindow);
    isKnown = isFollowing;
  }

  /// The log's time now.
  ///
  /// @return the best estimate, in whole milliseconds
  public Instant now() {
    var best = ahead;
    if (best == UNKNOWN) {
      return Instant.ofEpochMilli(wallMillis.getAsLong());
    }
    var bound = steadyMillis.getAsLong() + best;
    return Instant.ofEpochMilli(isKnown ? bound : Math.max(bound, wallMillis.getAsLong()));
  }

  /// The log's time some way ahead.
  ///
  /// @param later how far
  /// @return now plus that
  public Instant in(Duration later) {
    return now().plus(later);
  }
}
