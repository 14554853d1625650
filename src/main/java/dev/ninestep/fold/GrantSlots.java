package dev.ninestep.fold;

import dev.ninestep.fold.Grant.AccessOnly;
import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.CodeOutstanding;
import dev.ninestep.fold.Grant.Denied;
import dev.ninestep.fold.Grant.None;
import dev.ninestep.fold.Grant.Revoked;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.time.Instant;

/// The arrays of a [GrantSegment] at one capacity, swapped whole so that a reader never mixes two.
final class GrantSlots {

  static final Grant NONE = new None();

  private static final int LONGS = 6;
  private static final int INTS = 4;

  /// What one slot occupies.
  static final int BYTES = 1 + LONGS * Long.BYTES + INTS * Integer.BYTES;

  private static final byte FREE = 0;
  private static final byte DENIED = 1;
  private static final byte CODE_OUTSTANDING = 2;
  private static final byte ACTIVE = 3;
  private static final byte REOPENED = 4;
  private static final byte REVOKED = 5;
  private static final byte CLOSED = 6;
  private static final byte ACCESS_ONLY = 7;

  private static final int COUNT_SHIFT = 3;
  private static final int STATE = (1 << COUNT_SHIFT) - 1;

  /// 2020, so that an int of seconds lasts until 2088.
  private static final long SECONDS_FROM = 1_577_836_800;

  private final int mask;
  private final byte[] tags;
  private final long[] longs;
  private final int[] ints;

  private GrantSlots(int capacity) {
    mask = capacity - 1;
    tags = new byte[capacity];
    longs = new long[capacity * LONGS];
    ints = new int[capacity * INTS];
  }

  /// Free slots.
  ///
  /// @param capacity how many, a power of two
  static GrantSlots of(int capacity) {
    return new GrantSlots(capacity);
  }

  int capacity() {
    return tags.length;
  }

  boolean isFree(int i) {
    return tags[i] == FREE;
  }

  FlowId flow(int i) {
    return new FlowId(longs[i * LONGS], longs[i * LONGS + 1]);
  }

  void copy(GrantSlots from, int i) {
    var to = find(from.longs[i * LONGS], from.longs[i * LONGS + 1]);
    System.arraycopy(from.longs, i * LONGS, longs, to * LONGS, LONGS);
    System.arraycopy(from.ints, i * INTS, ints, to * INTS, INTS);
    tags[to] = from.tags[i];
  }

  /// The slot of a flow, or the free one where it would go.
  int find(long high, long low) {
    var i = (int) low & mask;
    while (tags[i] != FREE && (longs[i * LONGS] != high || longs[i * LONGS + 1] != low)) {
      i = (i + 1) & mask;
    }
    return i;
  }

  void write(int i, long high, long low, Grant grant) {
    var at = i * LONGS;
    longs[at] = high;
    longs[at + 1] = low;
    switch (grant) {
      case None _ -> throw new IllegalArgumentException("nothing to remember");
      case Denied s -> fill(i, DENIED, 0, 0, 0, s.until().toEpochMilli(), 0, 0, 0, 0);
      case CodeOutstanding s ->
          fill(
              i,
              CODE_OUTSTANDING,
              s.consent().value(),
              s.codeExpiresAt().toEpochMilli(),
              s.tries().last().value(),
              s.lifetimes().endsAt().toEpochMilli(),
              s.tries().count(),
              0,
              0,
              (int) s.lifetimes().refreshIdle().toSeconds());
      case Active s ->
          fill(
              i,
              counted(s.reopened() ? REOPENED : ACTIVE, s.last().repeats().count()),
              s.last().attempt().value(),
              s.expiresAt().toEpochMilli(),
              s.last().validUntil().toEpochMilli(),
              s.lifetimes().endsAt().toEpochMilli(),
              s.generation(),
              s.last().generation(),
              lostOrRepeatable(s.last()),
              (int) s.lifetimes().refreshIdle().toSeconds());
      case AccessOnly s ->
          fill(i, ACCESS_ONLY, s.by().value(), 0, 0, s.endsAt().toEpochMilli(), 0, 0, 0, 0);
      case Revoked s ->
          fill(
              i,
              REVOKED,
              s.by().value(),
              s.at().toEpochMilli(),
              0,
              s.until().toEpochMilli(),
              s.cause().code(),
              0,
              0,
              0);
      case Closed s -> fill(i, CLOSED, 0, s.at().toEpochMilli(), 0, Long.MAX_VALUE, 0, 0, 0, 0);
    }
  }

  private void fill(
      int i,
      byte tag,
      long attempt,
      long first,
      long second,
      long end,
      int generation,
      int presented,
      int lost,
      int idleSeconds) {
    var at = i * LONGS;
    longs[at + 2] = attempt;
    longs[at + 3] = first;
    longs[at + 4] = second;
    longs[at + 5] = end;
    ints[i * INTS] = generation;
    ints[i * INTS + 1] = presented;
    ints[i * INTS + 2] = lost;
    ints[i * INTS + 3] = idleSeconds;
    tags[i] = tag;
  }

  /// The count of repeats stands above the state in one byte.
  private static byte counted(byte state, int repeats) {
    return (byte) (state | repeats << COUNT_SHIFT);
  }

  /// Only one of the two can be: a negative number of lost generations, or the second until which
  /// the presentation may come again.
  private static int lostOrRepeatable(Presentation last) {
    return last.repeats().until().equals(Instant.EPOCH)
        ? -last.lost()
        : Math.toIntExact(last.repeats().until().getEpochSecond() - SECONDS_FROM);
  }

  private Repeats repeats(int i) {
    var second = ints[i * INTS + 2];
    return second <= 0
        ? Repeats.NONE
        : new Repeats(Instant.ofEpochSecond(second + SECONDS_FROM), tags[i] >> COUNT_SHIFT);
  }

  Grant read(int i) {
    var at = i * LONGS;
    return switch (tags[i] & STATE) {
      case FREE -> NONE;
      case DENIED -> new Denied(Instant.ofEpochMilli(longs[at + 5]));
      case CODE_OUTSTANDING ->
          new CodeOutstanding(
              new AttemptId(longs[at + 2]),
              Instant.ofEpochMilli(longs[at + 3]),
              lifetimes(i),
              new Tries(ints[i * INTS], new AttemptId(longs[at + 4])));
      case ACTIVE -> active(i, false);
      case REOPENED -> active(i, true);
      case ACCESS_ONLY ->
          new AccessOnly(new AttemptId(longs[at + 2]), Instant.ofEpochMilli(longs[at + 5]));
      case REVOKED ->
          new Revoked(
              RevocationCause.of(ints[i * INTS]),
              new AttemptId(longs[at + 2]),
              Instant.ofEpochMilli(longs[at + 3]),
              Instant.ofEpochMilli(longs[at + 5]));
      case CLOSED -> new Closed(Instant.ofEpochMilli(longs[at + 3]));
      default -> throw new IllegalStateException("no such state: " + tags[i]);
    };
  }

  private Active active(int i, boolean reopened) {
    var at = i * LONGS;
    return new Active(
        ints[i * INTS],
        Instant.ofEpochMilli(longs[at + 3]),
        new Presentation(
            new AttemptId(longs[at + 2]),
            ints[i * INTS + 1],
            Instant.ofEpochMilli(longs[at + 4]),
            Math.max(0, -ints[i * INTS + 2]),
            repeats(i)),
        reopened,
        lifetimes(i));
  }

  private Lifetimes lifetimes(int i) {
    return new Lifetimes(
        Duration.ofSeconds(ints[i * INTS + 3]), Instant.ofEpochMilli(longs[i * LONGS + 5]));
  }
}
