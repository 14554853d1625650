package dev.ninestep.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.trace.FlowTail;
import dev.ninestep.trace.MemoryIndex;
import dev.ninestep.trace.SupportDesk;
import dev.ninestep.trace.Told;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tools that tell how flows went, to the support team and to users.
class FlowToolsTest {

  private static final FlowId MINE = new FlowId(1, 1);
  private static final FlowId FOREIGN = new FlowId(2, 2);
  private static final FlowId NONE = new FlowId(3, 3);
  private static final AccountId ME = new AccountId(1, 1);
  private static final AccountId SOMEBODY = new AccountId(2, 2);

  private final MemoryIndex index =
      new MemoryIndex()
          .add(Told.refusedFlow(MINE, ME, 0))
          .add(Told.refusedFlow(FOREIGN, SOMEBODY, 100));
  private final List<String> views = new ArrayList<>();
  private final List<Runnable> meanwhile = new ArrayList<>();

  private final Map<String, Tool> tools =
      FlowTools.of(
              new SupportDesk(index, () -> Told.BEGAN.plusSeconds(300)),
              new FlowTail(
                  index,
                  _ -> {
                    List.copyOf(meanwhile).forEach(Runnable::run);
                    return Future.succeededFuture();
                  }),
              (by, flow) ->
                  views.add(by.account() + " " + flow.map(FlowId::toString).orElse("many")))
          .stream()
          .collect(Collectors.toMap(Tool::name, tool -> tool));

  private static UpstreamCaller user() {
    return caller("mcp");
  }

  private static UpstreamCaller support() {
    return caller("support");
  }

  private static UpstreamCaller caller(String scope) {
    return new UpstreamCaller(ME, new ClientId("claude"), Scope.of(scope), NONE);
  }

  private ToolResult call(String tool, UpstreamCaller caller, JsonObject arguments) {
    try {
      return tools.get(tool).call(caller, arguments).await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject flow(FlowId flow) {
    return new JsonObject().put("flow", flow.toString());
  }

  @Test
  void aUserIsToldTheirOwnFlow() {
    var told = call("trace_flow", user(), flow(MINE));
    assertThat(told.isError()).isFalse();
    assertThat(told.text()).contains("failed   CODE_EXPIRED");
    assertThat(told.structured().orElseThrow().getJsonObject("failed").getString("refusal"))
        .isEqualTo("CODE_EXPIRED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace_flow", "tail_flow"})
  void aForeignFlowIsAnsweredExactlyAsOneThatDoesNotExist(String tool) {
    assertThat(call(tool, user(), flow(FOREIGN)))
        .isEqualTo(call(tool, user(), flow(NONE)))
        .isEqualTo(call(tool, user(), new JsonObject().put("flow", "no reference")))
        .satisfies(result -> assertThat(result.isError()).isTrue());
  }

  @Test
  void aFlowInWhichAnotherHadAPartIsNobodysOwn() {
    index.add(Told.signedIn(MINE, SOMEBODY, 200));
    assertThat(call("trace_flow", user(), flow(MINE)))
        .isEqualTo(call("trace_flow", user(), flow(NONE)));
    assertThat(found(user(), new JsonObject())).isEmpty();
  }

  @Test
  void theSupportTeamIsToldEveryFlow() {
    assertThat(call("trace_flow", support(), flow(FOREIGN)).text()).contains("CODE_EXPIRED");
    assertThat(found(support(), new JsonObject().put("error", "invalid_grant")))
        .containsExactlyInAnyOrder(MINE.toString(), FOREIGN.toString());
  }

  @Test
  void whatTheSupportTeamLooksAtIsWrittenDownAndWhatUsersDoIsNot() {
    call("search_flows", support(), new JsonObject().put("error", "invalid_grant"));
    call("trace_flow", support(), flow(FOREIGN));
    call("trace_flow", support(), flow(NONE));
    call("tail_flow", support(), flow(FOREIGN).put("wait_seconds", 0));
    call("trace_flow", user(), flow(MINE));
    assertThat(views).containsExactly(ME + " many", ME + " " + FOREIGN, ME + " " + FOREIGN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"error\":\"invalid_grant\"}",
        "{\"client_id\":\"client-1\",\"at\":\"2026-11-21 14:03\"}"
      })
  void aUserFindsTheirOwnFlowsWhateverTheyKnow(String known) {
    assertThat(found(user(), new JsonObject(known))).containsExactly(MINE.toString());
  }

  @Test
  void theReferenceOfAForeignFlowFindsNothing() {
    assertThat(found(user(), new JsonObject().put("error", "Reference: " + FOREIGN)))
        .doesNotContain(FOREIGN.toString());
  }

  @Test
  void aSearchThatMakesNoSenseSaysWhatToGive() {
    var told = call("search_flows", support(), new JsonObject().put("at", "whenever"));
    assertThat(told.isError()).isTrue();
    assertThat(told.text()).contains("at: ");
  }

  private List<Object> found(UpstreamCaller caller, JsonObject arguments) {
    return call("search_flows", caller, arguments)
        .structured()
        .orElseThrow()
        .getJsonArray("flows")
        .stream()
        .<Object>map(flow -> ((JsonObject) flow).getString("flow"))
        .toList();
  }

  @Test
  void aStoryIsToldAsOfAnEarlierPoint() {
    var told =
        call(
            "trace_flow", support(), flow(MINE).put("as_of", Told.BEGAN.plusSeconds(1).toString()));
    assertThat(told.text()).contains("later events are not told").doesNotContain("CODE_EXPIRED");
    assertThat(
            call("trace_flow", support(), flow(MINE).put("as_of", "2020-01-01T00:00:00Z")).text())
        .contains("began at");
  }

  @Test
  void aTailWaitsForWhatHappensNextAndMissesNothingBetweenTwoCalls() {
    meanwhile.add(() -> {
      index.add(Told.signedIn(MINE, ME, 210));
      meanwhile.clear();
    });
    var first = call("tail_flow", user(), flow(MINE).put("wait_seconds", 5));
    assertThat(events(first)).containsExactly("UserSignedIn");
    index.add(Told.signedIn(MINE, ME, 220)).add(Told.signedIn(MINE, ME, 230));
    var next = first.structured().orElseThrow().getString("next");
    var second = call("tail_flow", user(), flow(MINE).put("after", next));
    assertThat(events(second)).hasSize(2);
  }

  @Test
  void aTailInWhichNothingHappensEnds() {
    var told = call("tail_flow", user(), flow(MINE).put("wait_seconds", 3));
    assertThat(told.isError()).isFalse();
    assertThat(events(told)).isEmpty();
    assertThat(told.text()).contains("Nothing new");
  }

  @Test
  void aTailAfterSomethingElseSaysSo() {
    assertThat(call("tail_flow", user(), flow(MINE).put("after", "yesterday")).isError()).isTrue();
  }

  private static List<Object> events(ToolResult result) {
    return result.structured().orElseThrow().getJsonArray("events").stream()
        .<Object>map(event -> ((JsonObject) event).getString("event"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search_flows|{\"limit\":101}",
        "search_flows|{\"pod\":\"a\"}",
        "trace_flow|{}",
        "trace_flow|{\"flow\":\"\"}",
        "tail_flow|{\"flow\":\"a\",\"wait_seconds\":26}",
        "tail_flow|{\"flow\":\"a\",\"for_ever\":true}"
      })
  void argumentsAreHeldAgainstTheSchema(String tool, String arguments) {
    assertThat(new ArgumentCheck(tools.get(tool)).wrong(new JsonObject(arguments))).isPresent();
  }
}
