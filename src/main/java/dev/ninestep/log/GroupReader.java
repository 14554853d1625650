package dev.ninestep.log;

import dev.ninestep.event.Logged;
import java.time.Duration;
import java.util.List;

/// Reads the flow topic as one of a group, whose members share its partitions: each record is read
/// by one of them, in the order of its partition, and by another if the first dies before it is
/// [done][#done(List)]. So each is read at least once.
///
/// A group that is new begins at the end of the log, and from then on misses nothing; the broker
/// remembers how far it came, also while it has no member, for as long as it keeps offsets
/// (`offsets.retention.minutes`, seven days unless set otherwise).
///
/// All methods but [#wakeUp()] are to be called by one thread at a time.
public interface GroupReader extends AutoCloseable {

  /// Waits for the next records.
  ///
  /// @param atMost how long to wait for the first one
  /// @return at most some hundred records, in the order of each partition; empty when none came in
  ///   time, or when woken up
  List<Logged> poll(Duration atMost);

  /// Waits without reading, and stays in the group meanwhile.
  ///
  /// @param atMost how long; shorter when woken up
  void idle(Duration atMost);

  /// These records need not be read again, by whomever. The broker has taken note of it when this
  /// returns.
  ///
  /// @param records records that [#poll(Duration)] gave, none left out before the last of each
  ///   partition
  void done(List<Logged> records);

  /// These records, and whatever follows them, will be read again: by this reader, or by another
  /// that has taken over their partition.
  ///
  /// @param records records that [#poll(Duration)] gave
  void again(List<Logged> records);

  /// How many records of the partitions this reader has are still to be read, as it last heard.
  ///
  /// @return the number
  long behind();

  /// Makes a waiting method, or else the next one that waits, return at once. May be called by any
  /// thread.
  void wakeUp();

  /// Leaves the group at once, so that others take over.
  @Override
  void close();
}
