package dev.ninestep.log;

import dev.ninestep.event.Topic;
import java.time.Duration;
import java.util.Map;

/// Where the log is and how it is to be used.
///
/// @param bootstrapServers host:port, with commas between
/// @param partitions of a topic that is created; a topic that exists keeps its own number, which
///   must never change, for it decides which records have an order
/// @param replication of a topic that is created; all replicas but one must have a record before it
///   counts as written
/// @param budget how long a question may wait for its fact to be read back
/// @param properties handed to every client as they are: TLS, SASL; may hold secrets
/// @param patience how long whoever begins waits for brokers that are away or only starting
public record LogSettings(
    String bootstrapServers,
    int partitions,
    int replication,
    Duration budget,
    Map<String, String> properties,
    Duration patience) {

  private static final Duration OF_A_COMMAND = Duration.ofSeconds(30);

  /// The topic of the seals of both streams.
  static final String SEALS = "ninestep.seals";

  /// Copies the properties.
  public LogSettings {
    properties = Map.copyOf(properties);
  }

  /// With the patience of somebody who waits at a terminal: half a minute.
  ///
  /// @param bootstrapServers host:port, with commas between
  /// @param partitions of a topic that is created
  /// @param replication of a topic that is created
  /// @param budget how long a question may wait for its fact to be read back
  /// @param properties handed to every client as they are
  public LogSettings(
      String bootstrapServers,
      int partitions,
      int replication,
      Duration budget,
      Map<String, String> properties) {
    this(bootstrapServers, partitions, replication, budget, properties, OF_A_COMMAND);
  }

  /// The same with another patience.
  ///
  /// @param other how long to wait for brokers
  /// @return the settings
  public LogSettings waiting(Duration other) {
    return new LogSettings(bootstrapServers, partitions, replication, budget, properties, other);
  }

  /// The name of a topic.
  ///
  /// @param topic the stream
  /// @return `ninestep.flow` or `ninestep.calls`
  public static String name(Topic topic) {
    return switch (topic) {
      case FLOW -> "ninestep.flow";
      case CALLS -> "ninestep.calls";
    };
  }

  /// The stream of a topic.
  ///
  /// @param name what [#name(Topic)] gave
  /// @return the stream
  static Topic topic(String name) {
    return name.equals(name(Topic.FLOW)) ? Topic.FLOW : Topic.CALLS;
  }

  /// The address alone: the properties may hold secrets.
  @Override
  public String toString() {
    return "LogSettings[" + bootstrapServers + "]";
  }
}
