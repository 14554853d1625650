package dev.ninestep.log;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Topic;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the topics that are absent and refuses those that are not as they must be. A topic is
/// only created when it is not there, so a pod without the right to create can do with what is.
final class TopicSetup {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

  private final Admin admin;
  private final LogSettings settings;
  private final Patience patience;

  /// @param patience for brokers that are still starting
  TopicSetup(Admin admin, LogSettings settings, Patience patience) {
    this.admin = admin;
    this.settings = settings;
    this.patience = patience;
  }

  /// Leaves both topics, and that of their seals, fit for use.
  ///
  /// @throws UnusableLogException when one is not as it must be, or no broker answers in time
  Topics prepare() {
    var partitions = new EnumMap<Topic, Integer>(Topic.class);
    for (var topic : Topic.values()) {
      var check = new TopicCheck(LogSettings.name(topic), topic == Topic.CALLS, settings);
      partitions.put(topic, prepare(check));
    }
    var _ = prepare(new TopicCheck(LogSettings.SEALS, false, settings));
    return new Topics(partitions);
  }

  /// @return how many partitions the topic has
  private int prepare(TopicCheck check) {
    var topic = "topic " + check.name();
    if (!patience.of(topic, () -> Optional.of(exists(check.name())))) {
      patience.of("the creation of " + topic, () -> Optional.of(create(check)));
    }
    var config = patience.of("the settings of " + topic, () -> Optional.of(config(check.name())));
    var fault = check.fault(config);
    if (fault.isPresent()) {
      throw new UnusableLogException(fault.get());
    }
    var found = patience.of("a leader for every partition of " + topic, () -> led(check.name()));
    warnOfOneReplica(found);
    return found.partitions().size();
  }

  private static void warnOfOneReplica(TopicDescription found) {
    if (found.partitions().stream().anyMatch(p -> p.replicas().size() == 1)) {
      LOG.warn(
          "topic {} has ONE replica: when the machine of its broker dies, the last acknowledged"
              + " facts are lost, and with its disk every grant. Production needs three.",
          found.name());
    }
  }

  private boolean exists(String name) throws ExecutionException, InterruptedException {
    try {
      describe(name);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private TopicDescription describe(String name) throws ExecutionException, InterruptedException {
    return requireNonNull(admin.describeTopics(List.of(name)).topicNameValues().get(name)).get();
  }

  private Optional<TopicDescription> led(String name)
      throws ExecutionException, InterruptedException {
    return Optional.of(describe(name))
        .filter(found -> found.partitions().stream().allMatch(p -> p.leader() != null));
  }

  /// @return true when this pod created it, false when another was quicker
  private boolean create(TopicCheck check) throws ExecutionException, InterruptedException {
    try {
      admin.createTopics(List.of(check.toCreate())).all().get();
      LOG.info("created topic {}", check.name());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private Config config(String name) throws ExecutionException, InterruptedException {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    return requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)).get();
  }
}
