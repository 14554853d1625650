package dev.ninestep.log;

import static dev.ninestep.log.TestPods.settings;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ninestep.event.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A topic is made as the log needs it, and one that is otherwise is refused by name.
class TopicSetupTest {

  private Admin admin;

  @BeforeEach
  void connect() {
    admin = Admin.create(Map.of("bootstrap.servers", settings().bootstrapServers()));
    Topics.prepare(settings());
  }

  @AfterEach
  void disconnect() {
    admin.close();
  }

  private void set(Topic topic, String setting, String value) throws Exception {
    var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(change))).all().get(30, SECONDS);
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, LogSettings.name(topic));
  }

  @Test
  void bothTopicsKeepWhatTheyAreGivenAndStampIt() throws Exception {
    for (var topic : Topic.values()) {
      var config = admin.describeConfigs(List.of(resource(topic))).all().get(30, SECONDS);
      assertThat(config.get(resource(topic)).entries())
          .filteredOn(entry -> !entry.isDefault())
          .extracting(ConfigEntry::name, ConfigEntry::value)
          .contains(tuple("message.timestamp.type", "LogAppendTime"), tuple("retention.ms", "-1"));
    }
    assertThat(Topics.prepare(settings()).all()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "message.timestamp.type, LogAppendTime, CreateTime",
    "cleanup.policy, delete, compact",
    "retention.ms, -1, 604800000",
    "retention.bytes, -1, 1000000",
    "unclean.leader.election.enable, false, true"
  })
  void aFlowTopicThatIsOtherwiseIsRefused(String setting, String wanted, String wrong)
      throws Exception {
    set(Topic.FLOW, setting, wrong);
    try {
      assertThatThrownBy(() -> Topics.prepare(settings()))
          .isInstanceOf(UnusableLogException.class)
          .hasMessage(
              "topic ninestep.flow: %s must be %s, and is %s".formatted(setting, wanted, wrong));
    } finally {
      set(Topic.FLOW, setting, wanted);
    }
  }

  @Test
  void callsMayBeForgotten() throws Exception {
    set(Topic.CALLS, "retention.ms", "604800000");
    try {
      assertThat(Topics.prepare(settings()).of(Topic.CALLS)).hasSize(3);
    } finally {
      set(Topic.CALLS, "retention.ms", "-1");
    }
  }

  @Test
  void fewerCopiesInSyncThanConfiguredAreRefused() {
    var replicated =
        new LogSettings(settings().bootstrapServers(), 3, 3, settings().budget(), Map.of());
    assertThatThrownBy(() -> Topics.prepare(replicated))
        .isInstanceOf(UnusableLogException.class)
        .hasMessageEndingWith("min.insync.replicas must be 2, and is 1");
  }
}
