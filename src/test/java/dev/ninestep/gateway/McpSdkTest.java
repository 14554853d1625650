package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ResourceChallenged;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The client of the MCP Java SDK, through the gateway, to the built-in MCP server.
class McpSdkTest {

  private final Vertx vertx = Vertx.vertx();
  private final Harness harness = Harness.beforeBuiltIn(vertx);

  @AfterEach
  void close() {
    harness.close();
    vertx.close().await();
  }

  @Test
  void aClientConnectsListsToolsAndCallsOne() {
    var token = harness.granted();
    try (var client = client(harness.tokens.sign(token))) {
      var hello = client.initialize();
      assertThat(hello.serverInfo().name()).isEqualTo("ninestep");
      assertThat(hello.protocolVersion()).isEqualTo("2025-11-25");
      assertThat(client.listTools().tools())
          .extracting(tool -> tool.name())
          .containsExactly("explain_error", "list_connected_apps", "whoami");
      assertThat(call(client, "whoami", Map.of()))
          .contains("account: " + Harness.ACCOUNT)
          .contains("reference: " + token.flow());
      assertThat(call(client, "explain_error", Map.of("error", "redirect_uri mismatch")))
          .startsWith("redirect-uri-mismatch");
      assertThat(call(client, "list_connected_apps", Map.of())).isEqualTo("No app is connected.");
      client.ping();
    }
    var metered = harness.written(CallsMetered.class);
    assertThat(harness.facts.events(CallAdmitted.class)).hasSize(1);
    assertThat(metered.stream().mapToLong(CallsMetered::count).sum()).isGreaterThanOrEqualTo(6);
  }

  @Test
  void aClientWithoutTokenIsChallenged() {
    try (var client = client("")) {
      assertThatThrownBy(client::initialize).isInstanceOf(RuntimeException.class);
    }
    assertThat(harness.facts.events(ResourceChallenged.class)).isNotEmpty();
  }

  @Test
  void theCurlRecipesOfTheSeedWorkAsWritten() {
    var token = harness.token();
    var capabilities = RawHttp.send(harness.port(), "GET /mcp", "Accept: */*", bearer(token));
    assertThat(capabilities.status()).isEqualTo(200);
    assertThat(capabilities.body()).contains("\"capabilities\"");
    var called =
        harness.send(
            harness
                .request("/tools/call", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"whoami\"}")));
    assertThat(called.statusCode()).isEqualTo(200);
    assertThat(called.body()).contains(Harness.ACCOUNT.toString());
  }

  private McpSyncClient client(String token) {
    var request = HttpRequest.newBuilder();
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return McpClient.sync(
            HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + harness.port())
                .requestBuilder(request)
                .build())
        .requestTimeout(Duration.ofSeconds(20))
        .build();
  }

  private static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
    var result = client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    assertThat(result.isError()).isFalse();
    return ((TextContent) result.content().getFirst()).text();
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }
}
