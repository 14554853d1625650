package dev.ninestep.acceptance;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The whole of it, over HTTP alone, in the order of the README.
@Tag("process")
@ExtendWith(SharedProgram.class)
class NineStepsTest {

  private static Program program;

  @BeforeAll
  static void find(Program shared) {
    program = shared;
  }

  @Test
  void aClientThatKnowsOnlyTheMcpUrlConnectsInNineSteps() {
    var walked = NineSteps.walk(program.mcpUrl(), "demo", Program.DEMO_PASSWORD);
    assertThat(walked.issuer()).isEqualTo(program.issuer());
    theTraceTellsIt(walked.clientId(), walked.flow());
  }

  private static void theTraceTellsIt(String clientId, String flow) {
    var support = Connection.make(program.issuer(), "support", Program.SUPPORT_PASSWORD, "support");
    var minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          var found =
              Http.send(
                  Http.to(
                          program.issuer()
                              + "/support/api/flows?client_id="
                              + clientId
                              + "&error=invalid_grant&at="
                              + minute)
                      .header("Authorization", "Bearer " + support.accessToken()));
          assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
          var flows = json(found.body()).getJsonArray("flows");
          assertThat(flows).as("not projected yet").isNotEmpty();
          var first = flows.getJsonObject(0);
          assertThat(first.getString("flow")).isEqualTo(flow);
          assertThat(first.getJsonArray("refusals").encode()).contains("REFRESH_TOKEN_REUSED");
        });
    // Calls are on a topic of their own, which may be projected later.
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> theStoryIsWhole(story(flow, support)));
    itIsToldAsItWas(flow, support);
    aModelIsToldTheSame(flow, support);
  }

  /// When the code had just become tokens, the grant stood.
  private static void itIsToldAsItWas(String flow, Connection support) {
    var redeemed =
        story(flow, support).getJsonArray("steps").stream()
            .map(JsonObject.class::cast)
            .filter(step -> step.getString("step").equals("5"))
            .findFirst()
            .orElseThrow();
    var then = story(flow + "?as_of=" + redeemed.getString("at"), support);
    assertThat(then.getJsonObject("grant").getString("state")).isEqualTo("active");
    assertThat(then.getInteger("later_events")).isPositive();
  }

  /// Its token has the scope support and no other.
  private static void aModelIsToldTheSame(String flow, Connection support) {
    var told =
        Http.json(
            program.mcpUrl() + "/tools/call",
            "{\"name\": \"trace_flow\", \"arguments\": {\"flow\": \"" + flow + "\"}}",
            "Authorization",
            "Bearer " + support.accessToken());
    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    assertThat(json(told.body()).getJsonObject("structuredContent").getJsonObject("failed"))
        .isEqualTo(story(flow, support).getJsonObject("failed"));
  }

  private static JsonObject story(String flow, Connection support) {
    return json(
        Http.send(
                Http.to(program.issuer() + "/support/api/flows/" + flow)
                    .header("Authorization", "Bearer " + support.accessToken()))
            .body());
  }

  private static void theStoryIsWhole(JsonObject story) {
    var statuses =
        story.getJsonArray("steps").stream()
            .map(JsonObject.class::cast)
            .map(step -> step.getString("step") + " " + step.getString("status"))
            .toList();
    assertThat(statuses)
        .containsExactly(
            "0 done",
            "1 done",
            "2 done",
            "3 done",
            "4 done",
            "5 done",
            "5r refused",
            "6 done",
            "7 refused");
    everyStepSaysFromWhichRecordsItIsTold(story);
    assertThat(story.getJsonObject("failed").getString("refusal"))
        .isEqualTo("REFRESH_TOKEN_REUSED");
  }

  /// (EV-01) Each step stands there once, told from records of its own that have been applied, and
  /// the index says that it lacks nothing up to the last of them.
  private static void everyStepSaysFromWhichRecordsItIsTold(JsonObject story) {
    var steps = story.getJsonArray("steps").stream().map(JsonObject.class::cast).toList();
    assertThat(steps).extracting(step -> step.getString("step")).doesNotHaveDuplicates();
    assertThat(steps)
        .allSatisfy(
            step -> assertThat(step.getJsonArray("applied")).as(step.encode()).isNotEmpty());
    assertThat(steps.stream().flatMap(step -> step.getJsonArray("applied").stream()))
        .doesNotHaveDuplicates();
    var last = steps.stream().map(step -> Instant.parse(step.getString("at"))).max(naturalOrder());
    assertThat(Instant.parse(story.getString("whole_until"))).isAfter(last.orElseThrow());
  }

  private static JsonObject json(String body) {
    return new JsonObject(body);
  }
}
