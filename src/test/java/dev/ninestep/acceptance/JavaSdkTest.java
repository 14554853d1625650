package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The MCP Java SDK's own client. It has no OAuth of its own, so the steps before the first call
/// are walked by hand.
@Tag("process")
@ExtendWith(SharedProgram.class)
class JavaSdkTest {

  @Test
  void theJavaSdkConnectsCallsAToolAndGoesOnAfterARefresh(Program program) {
    var connection = Connection.make(program.issuer(), "demo", Program.DEMO_PASSWORD, "");
    try (var client = client(program, connection.accessToken())) {
      client.initialize();
      assertThat(client.listTools().tools().stream().map(Tool::name))
          .contains("whoami", "list_connected_apps", "explain_error");
      assertThat(
              client
                  .callTool(CallToolRequest.builder("whoami").arguments(Map.of()).build())
                  .toString())
          .contains(connection.clientId());
    }
    var refreshed =
        new JsonObject(
            Http.form(
                    program.issuer() + "/token",
                    Connection.refresh(connection.clientId(), connection.refreshToken()))
                .body());
    try (var client = client(program, refreshed.getString("access_token"))) {
      client.initialize();
      var apps =
          client.callTool(
              CallToolRequest.builder("list_connected_apps").arguments(Map.of()).build());
      assertThat(apps.isError()).isNotEqualTo(true);
    }
  }

  private static McpSyncClient client(Program program, String accessToken) {
    var transport =
        HttpClientStreamableHttpTransport.builder(program.issuer())
            .endpoint("/mcp")
            .addHttpRequestCustomizer(
                (request, _, _, _, _) -> request.header("Authorization", "Bearer " + accessToken))
            .build();
    return McpClient.sync(transport).build();
  }
}
