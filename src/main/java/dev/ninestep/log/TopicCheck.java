package dev.ninestep.log;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;

/// What a topic of the log is made with, and what one that is there already must have: time given
/// by the log, nothing thrown away, no leader that lacks a record.
///
/// @param name the topic
/// @param mayForget whether an operator may have it forget its oldest records
/// @param settings how many partitions and replicas are wanted
record TopicCheck(String name, boolean mayForget, LogSettings settings) {

  private static final String FOR_EVER = "-1";

  /// The topic, to be created.
  NewTopic toCreate() {
    return new NewTopic(name, settings.partitions(), (short) settings.replication())
        .configs(wanted());
  }

  private Map<String, String> wanted() {
    return new TreeMap<>(
        Map.of(
            MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            CLEANUP_POLICY_CONFIG,
            "delete",
            RETENTION_MS_CONFIG,
            FOR_EVER,
            RETENTION_BYTES_CONFIG,
            FOR_EVER,
            UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
            "false",
            MIN_IN_SYNC_REPLICAS_CONFIG,
            Integer.toString(Math.max(1, settings.replication() - 1))));
  }

  /// Compares the settings of a topic that is there with what they must be.
  ///
  /// @param found its settings
  /// @return the first difference in one sentence, or empty when there is none that matters
  Optional<String> fault(Config found) {
    for (var setting : wanted().entrySet()) {
      var value = found.get(setting.getKey()).value();
      if (!suffices(setting.getKey(), value, setting.getValue())) {
        return Optional.of(
            "topic %s: %s must be %s, and is %s"
                .formatted(name, setting.getKey(), setting.getValue(), value));
      }
    }
    return Optional.empty();
  }

  /// The calls topic may forget, and more copies in sync than asked for are no fault.
  private boolean suffices(String setting, String value, String wanted) {
    return switch (setting) {
      case RETENTION_MS_CONFIG, RETENTION_BYTES_CONFIG -> mayForget || value.equals(wanted);
      case MIN_IN_SYNC_REPLICAS_CONFIG -> Integer.parseInt(value) >= Integer.parseInt(wanted);
      default -> value.equals(wanted);
    };
  }
}
