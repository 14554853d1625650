package dev.ninestep.log;

import java.time.Instant;

/// Signs what the log holds, so that whoever reads it again can tell that it is still the same.
///
/// It reads the log beside the projector, at the projector's word and on its thread, since of many
/// projectors one writes at a time.
public interface Seals extends AutoCloseable {

  /// Takes up where the last seals end. What was read after them and never sealed is read again.
  ///
  /// @param compare whether to read everything that is sealed and compare it with its seals; else
  ///   only that the seals follow one another, are ours, and end where there still is a log
  /// @param between is run every so often meanwhile; what it throws ends this
  /// @throws AlteredLogException when the log is not what was sealed
  /// @throws UnusableLogException when no broker answers
  void begin(boolean compare, Runnable between);

  /// Reads on, not for long.
  ///
  /// @param now the time
  /// @return whether any seal is due; then there may be more to be read
  /// @throws UnusableLogException when no broker answers
  boolean read(Instant now);

  /// Writes the seals that are due, and waits until the log has them.
  ///
  /// @param now the time
  /// @throws UnusableLogException when that fails; begin again, since they may be there all the
  ///   same
  void write(Instant now);

  @Override
  void close();
}
