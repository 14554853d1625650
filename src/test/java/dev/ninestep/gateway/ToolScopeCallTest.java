package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls at a gateway where tools need scopes of their own. (GW-12, GW-13)
class ToolScopeCallTest {

  private static final Scope OFFERED = Scope.of("mcp", "read", "write", "pay", "admin");
  private static final NeededScopes NEEDED =
      new NeededScopes(
          Scope.of("mcp"),
          Map.of(
              "get", Scope.of("read"),
              "put", Scope.of("write"),
              "order", Scope.of("read", "pay")));

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Harness harness =
      new Harness(
          this::upstream,
          TestSettings.ofTools(
              OFFERED,
              new ScopeHierarchy(Map.of("write", Scope.of("read"), "admin", Scope.of("pay"))),
              NEEDED,
              new Prices(Amount.ZERO, Map.of("order", Amount.parse("5").orElseThrow()))));

  private void upstream(HttpServerRequest request) {
    request.bodyHandler(body -> {
      heard.add(body.toString());
      request.response().end("done");
    });
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private HttpResponse<String> post(String scope, String below, String body) {
    var token = harness.tokenWith(Scope.parse(scope).orElseThrow());
    return harness.send(harness.request(below, token).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> post(String scope, String body) {
    return post(scope, "", body);
  }

  private void refused(HttpResponse<String> answer, String toAskFor) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .singleElement()
        .asString()
        .contains("error=\"insufficient_scope\"", "resource_metadata=\"")
        .endsWith("scope=\"" + toAskFor + "\"");
    assertThat(heard).isEmpty();
  }

  @Test
  void aToolIsCalledWithTheScopesItNeeds() {
    assertThat(post("mcp read", ToolCall.of("get")).statusCode()).isEqualTo(200);
    assertThat(heard).containsExactly(ToolCall.of("get"));
  }

  @Test
  void aToolWithoutScopesOfItsOwnNeedsWhatEveryCallNeeds() {
    assertThat(post("mcp", ToolCall.of("whoami")).statusCode()).isEqualTo(200);
    refusedAtOnce(post("read", ToolCall.of("whoami")));
  }

  private void refusedAtOnce(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .endsWith("scope=\"mcp read\"");
  }

  @Test
  void whatMissesIsNamedInOneChallengeWithWhatThereIsAlready() {
    refused(post("mcp write", ToolCall.of("order")), "mcp pay write");
  }

  @Test
  void whoeverAsksForWhatTheChallengeNamesMayCall() {
    refused(post("mcp", ToolCall.of("put")), "mcp write");
    assertThat(post("mcp write", ToolCall.of("put")).statusCode()).isEqualTo(200);
  }

  @Test
  void aBroadScopeIsLetInWhereANarrowOneIsNeeded() {
    assertThat(post("mcp write", ToolCall.of("get")).statusCode()).isEqualTo(200);
    assertThat(post("mcp admin read", ToolCall.of("order")).statusCode())
        .as("scope before balance, of which there is none")
        .isEqualTo(402);
  }

  @Test
  void whatSeveralCallsOfOneBodyNeedIsNeededTogether() {
    var batch =
        Stream.of("get", "put").map(ToolCall::of).collect(Collectors.joining(",", "[", "]"));
    refused(post("mcp read", batch), "mcp write");
    assertThat(post("mcp write", batch).statusCode()).isEqualTo(200);
  }

  @Test
  void theBodyDecidesAndNotWhatTheHeadersSay() {
    var token = harness.tokenWith(Scope.of("mcp"));
    refused(
        harness.send(
            harness
                .request("", token)
                .header("Mcp-Method", "tools/call")
                .header("Mcp-Name", "whoami")
                .POST(BodyPublishers.ofString(ToolCall.of("put")))),
        "mcp write");
  }

  @Test
  void thePlainFormIsNoWayAround() {
    refused(post("mcp", "/tools/call", "{\"name\":\"put\",\"arguments\":{}}"), "mcp write");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"method\":\"tools/call\",\"params\":{\"name\":\"whoami\",\"name\":\"put\"}}",
        "{\"method\":\"tools/call\",\"params\":{\"Name\":\"put\"}}",
        "{\"method\":\"ping\"}{\"method\":\"tools/call\",\"params\":{\"name\":\"put\"}}"
      })
  void aBodyThatCanBeReadInTwoWaysIsNotPassedOn(String body) {
    assertThat(post("mcp", body).statusCode()).isEqualTo(400);
    assertThat(heard).isEmpty();
  }

  @Test
  void whatCallsNoToolNeedsNoneOfTheirScopes() {
    assertThat(post("mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}").statusCode())
        .isEqualTo(200);
    var token = harness.tokenWith(Scope.of("mcp"));
    assertThat(harness.send(harness.request("", token).GET()).statusCode()).isEqualTo(200);
  }

  @Test
  void theRefusalSaysWhatWasCalledAndWhatItNeeds() {
    post("mcp read", ToolCall.of("order"));
    var refused = harness.written(CallRefused.class).getLast();
    assertThat(refused.refusal()).isEqualTo(Refusal.SCOPE_INSUFFICIENT);
    assertThat(refused.evidence().toString()).contains("mcp read", "mcp pay read", "tools: order");
  }
}
