package dev.ninestep.event;

/// Where in the log a record stands.
///
/// @param topic the stream
/// @param partition the partition, from zero
/// @param offset the offset in the partition, from zero
public record Position(Topic topic, int partition, long offset) {

  @Override
  public String toString() {
    return topic + "/" + partition + "@" + offset;
  }
}
