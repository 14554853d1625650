package dev.ninestep.simulation;

/// What can go wrong. A history suffers those that its seed chose.
enum Fault {
  /// A pod's tail stands still for many seconds while the pod goes on taking requests.
  STALE_READER,
  /// A tail reads again what it has read, and a fact lands a second time, up to seconds later,
  /// before anything else is presented.
  REDELIVERED,
  /// A pod dies after its fact has landed: before or after it was folded, but before the answer
  /// left. It comes back with nothing, or with what a projection remembers.
  CRASH_AFTER_APPEND,
  /// Every read of one pod takes up to a second and a half.
  SLOW_TAIL,
  /// The pods' wall clocks are minutes apart, and step; the brokers' are tenths of seconds apart,
  /// so that the log's time can go back.
  CLOCK_STEP,
  /// The pod never learns what became of a fact it handed over: the fact never lands, or lands
  /// seconds later, often when its request has long been answered 503. (A fact that lands while
  /// only its acknowledgement is lost is every fact here: the protocol does not look at
  /// acknowledgements.)
  LOST_ACK,
  /// The connection is closed before an answer with tokens is written, and the pod knows.
  CONNECTION_CLOSED,
  /// An answer with tokens is written and lost on its way, and the pod does not know.
  LOST_RESPONSE,
  /// The log loses the last records of a partition, acknowledged and answered though they were.
  /// What it can cost is bounded, so histories of this kind are a family of their own.
  LOST_TAIL
}
