package dev.ninestep.token;

import java.time.Instant;
import java.util.Optional;

/// When a ring went through the steps of a change of keys, as far as that is known.
///
/// @param announced since when its newest keys are known and wait to be used
/// @param turned since when the keys in use are
record RingTimes(Optional<Instant> announced, Optional<Instant> turned) {

  static final RingTimes UNKNOWN = new RingTimes(Optional.empty(), Optional.empty());

  RingTimes announcedAt(Instant at) {
    return new RingTimes(Optional.of(at), turned);
  }

  RingTimes turnedAt(Instant at) {
    return new RingTimes(Optional.empty(), Optional.of(at));
  }
}
