package dev.ninestep.log;

import org.apache.kafka.common.TopicPartition;

/// The log is not what it was when it was sealed. The message names topic, partition, offsets and
/// what differs; nothing that comes from there can be believed.
public final class AlteredLogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// What is wrong.
  public enum Damage {
    /// Records between two offsets are not those that were sealed: altered, removed, inserted or in
    /// another order.
    RECORDS_DIFFER,
    /// The log ends before what was sealed does.
    END_IS_MISSING,
    /// Of a topic that forgets nothing, the beginning is gone.
    BEGINNING_IS_MISSING,
    /// A seal was not made with the key of this installation.
    SEAL_IS_FORGED,
    /// A seal names another one before it than there is: one was removed.
    SEAL_IS_MISSING
  }

  private final Damage damage;

  /// With what is wrong.
  ///
  /// @param place the partition, by Kafka's names
  /// @param from the first offset that is concerned
  /// @param to the offset after the last
  /// @param damage what is wrong, in one word
  /// @param what and in words
  public AlteredLogException(TopicPartition place, long from, long to, Damage damage, String what) {
    super(
        "topic %s, partition %d, offsets %d to %d: %s"
            .formatted(place.topic(), place.partition(), from, to, what));
    this.damage = damage;
  }

  /// What is wrong, in one word.
  ///
  /// @return the damage
  public Damage damage() {
    return damage;
  }
}
