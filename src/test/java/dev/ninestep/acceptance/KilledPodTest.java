package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.embedded.KafkaOptions;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.Logged;
import dev.ninestep.log.KafkaLogReader;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.Partition;
import dev.ninestep.log.Topics;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Role;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 between the append and the answer. (F-11)
@Tag("process")
class KilledPodTest {

  @Test
  void aCodeWhoseBuyerWasNeverAnsweredIsNotSoldAgainAndTheTraceSaysWhy(@TempDir Path directory)
      throws Exception {
    try (var proxy = new LogProxy(0);
        var pods =
            Pods.on(directory, KafkaOptions.defaults().forShortLife().behindProxy(proxy.port()))) {
      proxy.leadTo(pods.kafka().portBehindProxy());
      var doomed = pods.start("127.0.0.1:" + proxy.port());
      var client = Connection.register(doomed.base());
      var code = pods.code(doomed, client);

      proxy.hold();
      var buyer =
          CompletableFuture.supplyAsync(
              () -> Http.form(doomed.base() + "/token", Connection.redemption(client, code)));
      var flow = flowOfThePresentation(pods);
      doomed.kill();
      assertThat(buyer.handle((answer, failure) -> Optional.ofNullable(failure)).get())
          .as("the buyer got no answer")
          .isPresent();
      proxy.release();

      var heir = pods.start(pods.kafka().bootstrapServers());
      var again = Http.form(heir.base() + "/token", Connection.redemption(client, code));
      assertThat(again.statusCode()).as(again.body()).isEqualTo(400);
      assertThat(new JsonObject(again.body()).getString("error_uri"))
          .contains("/errors/code-replayed?ref=" + flow);
      theTraceSaysWhy(pods, heir, flow);
    }
  }

  private static FlowId flowOfThePresentation(Pods pods) {
    var settings =
        new LogSettings(pods.kafka().bootstrapServers(), 3, 1, Duration.ofSeconds(5), Map.of());
    var topics = Topics.prepare(settings);
    var read = new ArrayList<Logged>();
    try (var reader = new KafkaLogReader(settings, topics)) {
      var from = new HashMap<Partition, Long>();
      topics.all().forEach(partition -> from.put(partition, 0L));
      reader.assign(from);
      return Awaitility.await()
          .until(
              () -> {
                read.addAll(reader.poll(Duration.ofMillis(100)));
                return read.stream()
                    .flatMap(r ->
                        r instanceof Logged.Known known
                                && known.fact().event() instanceof CodePresented
                            ? java.util.stream.Stream.of(known.fact().flow())
                            : java.util.stream.Stream.empty())
                    .findFirst();
              },
              Optional::isPresent)
          .orElseThrow();
    }
  }

  private static void theTraceSaysWhy(Pods pods, Pods.Pod pod, FlowId flow) {
    var support = pods.signedIn(Role.SUPPORT);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          var story = support.open(pod.base() + "/support/api/flows/" + flow, "none:").page();
          assertThat(story)
              .contains("recorded no answer")
              .contains("CODE_REPLAYED")
              .contains("\"verdict\" : \"lost_answer\"");
        });
  }
}
