package dev.ninestep.log;

import dev.ninestep.event.Logged;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Reads chosen partitions of both topics from chosen offsets, at the reader's own pace: what a
/// projection is fed by.
///
/// It belongs to no consumer group and commits nothing; where to go on after a restart is for its
/// user to remember, best in the transaction that used the records. All methods but [#wakeUp()] are
/// to be called by one thread at a time.
public interface LogReader extends AutoCloseable {

  /// Reads these partitions from now on, and no others.
  ///
  /// @param from the next offset wanted of each partition. Of the flow topic it must be there, for
  ///   no decision may be missed; of the calls topic the oldest record that is still kept takes its
  ///   place
  /// @throws UnusableLogException when the log does not hold a wanted offset; the message names
  ///   topic, partition and offset
  void assign(Map<Partition, Long> from);

  /// Waits for the next records.
  ///
  /// @param atMost how long to wait for the first one
  /// @return the records in the order of each partition, each of them [Logged.Known] or
  ///   [Logged.Unreadable]; empty when none came in time, or when woken up
  /// @throws UnusableLogException when the log no longer holds the next offset of a partition
  List<Logged> poll(Duration atMost);

  /// Goes back, or ahead, in one of the assigned partitions.
  ///
  /// @param partition which
  /// @param offset the next offset wanted
  void seek(Partition partition, long offset);

  /// Asks where the log ends now.
  ///
  /// @return of every partition of both topics, assigned or not, the offset its next record will
  ///   get
  Map<Partition, Long> endOffsets();

  /// Makes a waiting [#poll(Duration)], or else the next one, return at once. May be called by any
  /// thread.
  void wakeUp();

  @Override
  void close();
}
