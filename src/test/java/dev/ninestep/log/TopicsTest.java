package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Key;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/// Which partition a key belongs to.
class TopicsTest {

  private static final Topics TOPICS = new Topics(Map.of(Topic.FLOW, 12, Topic.CALLS, 7));

  @Test
  void aKeyBelongsWhereKafkasOwnClientsPutIt() {
    var chance = new SplittableRandom(1);
    for (var i = 0; i < 1_000; i++) {
      var high = chance.nextLong();
      var low = chance.nextLong();
      var keys =
          List.of(
              new Key.OfFlow(new FlowId(high, low)),
              new Key.OfAccount(new AccountId(high, low)),
              new Key.OfClient(new ClientId("mcp_" + low)));
      for (var key : keys) {
        var bytes = key.toString().getBytes(UTF_8);
        assertThat(TOPICS.partition(Topic.FLOW, key))
            .isEqualTo(BuiltInPartitioner.partitionForKey(bytes, 12));
        assertThat(TOPICS.partition(Topic.CALLS, key))
            .isEqualTo(BuiltInPartitioner.partitionForKey(bytes, 7));
      }
    }
  }

  @Test
  void aFactIsWrittenToItsTopicAndPartition() {
    var fact = TestFacts.presentation(17);
    var record = TOPICS.record(fact);
    assertThat(record.topic()).isEqualTo("ninestep.flow");
    assertThat(record.partition()).isEqualTo(TOPICS.partition(Topic.FLOW, fact.key()));
    assertThat(record.timestamp()).isNull();
  }

  @Test
  void allPartitionsOfBothTopicsAreListedInOrder() {
    assertThat(TOPICS.all())
        .hasSize(19)
        .startsWith(new Partition(Topic.FLOW, 0), new Partition(Topic.FLOW, 1))
        .endsWith(new Partition(Topic.CALLS, 6));
  }
}
