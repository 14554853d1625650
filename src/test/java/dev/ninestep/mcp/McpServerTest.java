package dev.ninestep.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server in both eras and in its plain form.
class McpServerTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /// A tool for support only.
  private record Secret() implements Tool {

    @Override
    public String name() {
      return "secret";
    }

    @Override
    public String title() {
      return "Secret";
    }

    @Override
    public String description() {
      return "For support.";
    }

    @Override
    public JsonObject inputSchema() {
      return Schemas.object();
    }

    @Override
    public Scope scope() {
      return Scope.of("support");
    }

    @Override
    public Future<ToolResult> call(UpstreamCaller caller, JsonObject arguments) {
      return Future.failedFuture("never called");
    }
  }

  private static Served served;

  @BeforeAll
  static void serve() {
    var app =
        new ConnectedApp(
            new FlowId(3, 4),
            Served.CALLER.client(),
            Optional.of("Claude"),
            Optional.of("claude.ai"),
            Scope.of("mcp"),
            new ResourceUri("http://localhost:8080/mcp"),
            NOON,
            NOON.plusSeconds(60),
            new Grant.Revoked(
                RevocationCause.BY_USER, new AttemptId(0), NOON.plusSeconds(90), NOON),
            Map.of(LocalDate.parse("2026-11-20"), 4L, LocalDate.parse("2026-11-21"), 2L),
            Map.of());
    served =
        new Served(
            account ->
                account.equals(Served.CALLER.account())
                    ? Future.succeededFuture(List.of(app))
                    : Future.failedFuture("somebody else's apps"),
            new Secret());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void discoveryTellsVersionsAndCapabilities() {
    var result = result(served.modern("server/discover", new JsonObject()).body());
    assertThat(result.getJsonArray("supportedVersions"))
        .isEqualTo(JsonArray.of("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"));
    assertThat(result.getJsonObject("capabilities").containsKey("tools")).isTrue();
    assertThat(result.getString("resultType")).isEqualTo("complete");
    assertThat(result.getString("cacheScope")).isEqualTo("private");
    assertThat(result.getInteger("ttlMs")).isPositive();
    assertThat(
            result
                .getJsonObject("_meta")
                .getJsonObject("io.modelcontextprotocol/serverInfo")
                .getString("name"))
        .isEqualTo("ninestep");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-25, 2025-11-25",
    "2025-06-18, 2025-06-18",
    "2025-03-26, 2025-03-26",
    "2024-11-05, 2025-11-25",
    "2026-07-28, 2025-11-25"
  })
  void initializeAgreesOnARevisionOfItsEra(String asked, String agreed) {
    var answer =
        served.post(Served.request("initialize", new JsonObject().put("protocolVersion", asked)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(result(answer.body()).getString("protocolVersion")).isEqualTo(agreed);
    assertThat(result(answer.body()).containsKey("resultType")).isFalse();
    assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
  }

  @Test
  void aNotificationIsAcceptedWithoutAnAnswer() {
    var answer = served.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void pingOfTheEarlierEraIsAnsweredEmpty() {
    assertThat(result(served.legacy("ping", new JsonObject()).body())).isEqualTo(new JsonObject());
  }

  @Test
  void anIdComesBackAsItWasSent() {
    for (var id : List.of("7", "\"a-b\"", "9007199254740993", "123456789012345678901234567890")) {
      var body = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
      assertThat(served.post(body).body()).contains("\"id\":" + id + ",");
    }
  }

  @Test
  void theRevisionThatHadArraysIsAnsweredInArrays() {
    var answer =
        served.post(
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"initialize\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"no\"}]");
    assertThat(answer.statusCode()).isEqualTo(200);
    var answers = new JsonArray(answer.body());
    assertThat(answers).hasSize(3);
    assertThat(answers.getJsonObject(0).containsKey("result")).isTrue();
    assertThat(answers.getJsonObject(1).getJsonObject("error").getInteger("code"))
        .isEqualTo(-32600);
    assertThat(answers.getJsonObject(2).getJsonObject("error").getInteger("code"))
        .isEqualTo(-32601);
    assertThat(served.post("[{\"jsonrpc\":\"2.0\",\"method\":\"x\"}]").statusCode()).isEqualTo(202);
  }

  @Test
  void toolsAreListedInOrderAndOnlyThoseTheScopeAllows() {
    var legacy = result(served.legacy("tools/list", new JsonObject()).body());
    var modern = result(served.modern("tools/list", new JsonObject()).body());
    assertThat(legacy.getJsonArray("tools")).isEqualTo(modern.getJsonArray("tools"));
    assertThat(legacy.getJsonArray("tools").stream())
        .extracting(tool -> ((JsonObject) tool).getString("name"))
        .containsExactly("explain_error", "list_connected_apps", "whoami");
  }

  @Test
  void aToolTheScopeDoesNotAllowSaysWhichScopeItNeeds() {
    var result = call("secret", new JsonObject());
    assertThat(result.getBoolean("isError")).isTrue();
    assertThat(text(result)).contains("support").contains("mcp");
  }

  @Test
  void whoamiTellsWhatTheGatewaySigned() {
    var result = call("whoami", new JsonObject());
    assertThat(result.getJsonObject("structuredContent"))
        .isEqualTo(
            new JsonObject()
                .put("account", Served.CALLER.account().toString())
                .put("client_id", "client-1")
                .put("scope", "mcp")
                .put("flow", Served.CALLER.flow().toString()));
    assertThat(result.getBoolean("isError")).isFalse();
  }

  @Test
  void connectedAppsSayWhyTheyAreGone() {
    var result = call("list_connected_apps", new JsonObject());
    assertThat(text(result)).contains("Claude: revoked by the user").contains("6 calls in 7 days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"error\":7}", "{\"error\":\"\"}", "{\"error\":\"x\",\"b\":1}"})
  void argumentsThatDoNotFitAreAToolError(String arguments) {
    var result = call("explain_error", new JsonObject(arguments));
    assertThat(result.getBoolean("isError")).isTrue();
    assertThat(text(result)).startsWith("The arguments of explain_error do not fit");
  }

  @Test
  void aToolThatBreaksIsAnErrorOfTheServer() {
    try (var broken = new Served(_ -> Future.failedFuture("database away"))) {
      var answer = broken.legacy("tools/call", new JsonObject().put("name", "list_connected_apps"));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("-32603").doesNotContain("database");
    }
  }

  @Test
  void aToolThatNeedsADatabaseThatIsAwaySaysSo() {
    try (var broken = new Served(_ -> Future.failedFuture(new ConnectException("refused")))) {
      var answer = broken.legacy("tools/call", new JsonObject().put("name", "list_connected_apps"));
      assertThat(answer.statusCode()).isEqualTo(200);
      var result = new JsonObject(answer.body()).getJsonObject("result");
      assertThat(result.getBoolean("isError")).isTrue();
      assertThat(text(result))
          .isEqualTo(
              "What was asked for cannot be looked up at the moment. Try again in a minute;"
                  + " connections that stand go on meanwhile.");
    }
  }

  @Test
  void twoToolsOfOneNameAreRefusedAtTheStart() {
    assertThatThrownBy(() -> new Toolbox(List.of(new Secret(), new Secret())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "*/*"})
  void aPlainGetAnswersWhatTheServerCanDo(String accept) {
    var answer = served.send(served.request("").header("Accept", accept));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    var document = new JsonObject(answer.body());
    assertThat(document.getJsonObject("capabilities").containsKey("tools")).isTrue();
    assertThat(document.getJsonArray("tools")).hasSize(3);
  }

  @Test
  void aPlainCallAnswersTheResultAlone() {
    var answer = plain("{\"name\":\"explain_error\",\"arguments\":{\"error\":\"invalid_grant\"}}");
    assertThat(answer.statusCode()).isEqualTo(200);
    var result = new JsonObject(answer.body());
    assertThat(result.getBoolean("isError")).isFalse();
    assertThat(text(result)).contains("invalid_grant");
    assertThat(plain("{\"name\":\"no\"}").statusCode()).isEqualTo(400);
    assertThat(plain("[]").statusCode()).isEqualTo(400);
  }

  private static java.net.http.HttpResponse<String> plain(String body) {
    return served.send(
        served
            .request("/tools/call")
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonObject call(String tool, JsonObject arguments) {
    var answer =
        served.modern("tools/call", new JsonObject().put("name", tool).put("arguments", arguments));
    assertThat(answer.statusCode()).isEqualTo(200);
    return result(answer.body());
  }

  private static JsonObject result(String body) {
    return new JsonObject(body).getJsonObject("result");
  }

  private static String text(JsonObject result) {
    return result.getJsonArray("content").getJsonObject(0).getString("text");
  }
}
