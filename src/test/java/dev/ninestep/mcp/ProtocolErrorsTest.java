package dev.ninestep.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with a request, and what it is told: status, code, and an id wherever one could be
/// read. GW-17, GW-18, GW-30.
class ProtocolErrorsTest {

  /// One row of the table.
  record Row(String what, String body, Map<String, String> headers, int status, int code) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final String NOW = "MCP-Protocol-Version";

  private static Served served;

  @BeforeAll
  static void serve() {
    served = new Served();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  static Stream<Row> rows() {
    return Stream.of(
        legacy("no JSON", "{", 400, -32700),
        legacy("nothing", "", 400, -32700),
        legacy("a member named twice", "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2}", 400, -32700),
        legacy("something after the value", request("ping", "") + "{}", 400, -32700),
        legacy("a byte order mark", "\uFEFF" + request("ping", ""), 400, -32700),
        legacy("too deep a nesting", "[".repeat(65) + "]".repeat(65), 400, -32700),
        legacy("a text", "\"ping\"", 400, -32600),
        legacy("no jsonrpc", "{\"id\":1,\"method\":\"ping\"}", 400, -32600),
        legacy(
            "Method for method", "{\"jsonrpc\":\"2.0\",\"id\":1,\"Method\":\"ping\"}", 400, -32600),
        legacy("a null id", "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", 400, -32600),
        legacy("half an id", "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", 400, -32600),
        legacy(
            "a list of params",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}",
            400,
            -32600),
        legacy("an array of messages", "[" + request("ping", "") + "]", 400, -32600),
        legacy("an unknown method", request("nothing/such", ""), 200, -32601),
        legacy("an unknown tool", request("tools/call", "\"name\":\"no\""), 200, -32602),
        legacy("no tool", request("tools/call", ""), 200, -32602),
        legacy(
            "a list of arguments",
            request("tools/call", "\"name\":\"whoami\",\"arguments\":[]"),
            200,
            -32602),
        legacy(
            "null for arguments",
            request("tools/call", "\"name\":\"whoami\",\"arguments\":null"),
            200,
            -32602),
        legacy("a cursor never given out", request("tools/list", "\"cursor\":\"x\""), 200, -32602),
        row(
            "an unknown revision in the header",
            request("ping", ""),
            Map.of(NOW, "1900-01-01"),
            400,
            -32022),
        row(
            "a modern header without envelope",
            request("tools/list", ""),
            modern("tools/list"),
            400,
            -32602),
        row(
            "initialize under a modern header",
            request("initialize", ""),
            modern("initialize"),
            400,
            -32020),
        row(
            "an unknown modern method",
            request("nothing/such", META),
            modern("nothing/such"),
            404,
            -32601),
        row("ping, which the revision dropped", request("ping", META), modern("ping"), 404, -32601),
        row(
            "initialize in an envelope",
            request("initialize", META),
            modern("initialize"),
            404,
            -32601),
        row(
            "an unknown revision in the envelope",
            request("tools/list", META.replace("2026-07-28", "2030-01-01")),
            Map.of(NOW, "2030-01-01", "Mcp-Method", "tools/list"),
            400,
            -32022),
        row(
            "a revision that is no text",
            request("tools/list", META.replace("\"2026-07-28\"", "7")),
            modern("tools/list"),
            400,
            -32602),
        row(
            "no capabilities",
            request("tools/list", META.replace("clientCapabilities", "other")),
            modern("tools/list"),
            400,
            -32602),
        row(
            "no version header",
            request("tools/list", META),
            Map.of("Mcp-Method", "tools/list"),
            400,
            -32020),
        row(
            "another version in the header",
            request("tools/list", META),
            Map.of(NOW, "2025-11-25", "Mcp-Method", "tools/list"),
            400,
            -32020),
        row(
            "no method header",
            request("tools/list", META),
            Map.of(NOW, "2026-07-28"),
            400,
            -32020),
        row(
            "another method in the header",
            request("tools/list", META),
            modern("tools/call"),
            400,
            -32020),
        row(
            "no name header",
            request("tools/call", "\"name\":\"whoami\"," + META),
            modern("tools/call"),
            400,
            -32020),
        row(
            "another name in the header",
            request("tools/call", "\"name\":\"whoami\"," + META),
            named("list_connected_apps"),
            400,
            -32020),
        row(
            "a name header that is no base64",
            request("tools/call", "\"name\":\"whoami\"," + META),
            named("=?base64?***?="),
            400,
            -32020),
        row(
            "a response in the modern era",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
            Map.of(NOW, "2026-07-28"),
            400,
            -32600));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aWrongRequestIsToldWhatIsWrong(Row row) {
    var answer =
        served.post(
            row.body,
            row.headers.entrySet().stream()
                .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                .toArray(String[]::new));
    assertThat(answer.statusCode()).isEqualTo(row.status);
    var body = new JsonObject(answer.body());
    assertThat(body.getString("jsonrpc")).isEqualTo("2.0");
    assertThat(body.getJsonObject("error").getInteger("code")).isEqualTo(row.code);
    assertThat(body.getJsonObject("error").getString("message")).isNotBlank();
    assertThat(body.containsKey("id")).isEqualTo(row.code != -32700 && row.code != -32600);
  }

  @Test
  void anUnsupportedRevisionIsToldWhatIsSupported() {
    var answer = served.post(request("ping", ""), NOW, "1900-01-01");
    assertThat(new JsonObject(answer.body()).getJsonObject("error").getJsonObject("data"))
        .isEqualTo(
            new JsonObject()
                .put(
                    "supported",
                    JsonArray.of("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"))
                .put("requested", "1900-01-01"));
  }

  /// GW-16.
  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", ""})
  void aBodyThatDoesNotSayItIsJsonIsRefused(String type) {
    var request = served.request("").POST(BodyPublishers.ofString(request("ping", "")));
    var answer = served.send(type.isEmpty() ? request : request.header("Content-Type", type));
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @CsvSource({"GET, text/event-stream", "DELETE, */*", "PUT, */*"})
  void whatOnlyServersWithSessionsHaveIsNotAllowed(String method, String accept) {
    var answer =
        served.send(
            served.request("").header("Accept", accept).method(method, BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isIn(405, 415);
  }

  @Test
  void whoeverDoesNotComeThroughTheGatewayIsTurnedAway() {
    for (var header : new String[] {"", "nonsense"}) {
      var request = HttpRequest.newBuilder(served.url).POST(BodyPublishers.ofString("{}"));
      var answer =
          served.send(header.isEmpty() ? request : request.header("X-Ninestep-Identity", header));
      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }

  private static Row legacy(String what, String body, int status, int code) {
    return row(what, body, Map.of(NOW, "2025-11-25"), status, code);
  }

  private static Row row(
      String what, String body, Map<String, String> headers, int status, int code) {
    return new Row(what, body, headers, status, code);
  }

  private static Map<String, String> modern(String method) {
    return Map.of(NOW, "2026-07-28", "Mcp-Method", method);
  }

  private static Map<String, String> named(String name) {
    return Map.of(NOW, "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", name);
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
        + method
        + "\",\"params\":{"
        + params
        + "}}";
  }
}
