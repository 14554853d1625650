package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The recipes of "Manual testing with curl", as the help page has them, against the `slima`
/// profile. Only the host is ours.
@Tag("process")
@ExtendWith(SharedProgram.class)
class SeedRecipesTest {

  private static Program program;

  @TempDir private static Path directory;

  @BeforeAll
  static void find(@Profile("slima") Program shared) {
    program = shared;
  }

  @Test
  void testDcr() throws Exception {
    // > Manual testing with curl
    // > Test DCR
    var answer =
        shell(
            """
            curl -X POST https://mcp.slima.ai/register \\
              -H "Content-Type: application/json" \\
              -d '{
                "client_name": "test",
                "redirect_uris": ["http://localhost:8901/callback"]
              }'
            """);
    // > Expect 200 + { client_id: "...", ... }
    assertThat(answer).endsWith(" 200");
    assertThat(json(answer).getString("client_id")).isNotEmpty();
  }

  @Test
  void testWellKnown() throws Exception {
    // > Test well-known
    var answer =
        shell(
            """
            curl https://mcp.slima.ai/.well-known/oauth-authorization-server
            """);
    // > Expect OAuth metadata JSON
    assertThat(json(answer).getString("token_endpoint")).isEqualTo(program.issuer() + "/token");
  }

  @Test
  void callMcpWithTheAccessToken() throws Exception {
    // > Call /mcp with the access token
    var connection = Connection.make(program.issuer(), "demo", Program.DEMO_PASSWORD, "");
    var answer =
        shell(
            """
            curl https://mcp.slima.ai/mcp \\
              -H "Authorization: Bearer your_access_token"
            """
                .replace("your_access_token", connection.accessToken()));
    // > Expect 200 + MCP capabilities
    assertThat(answer).endsWith(" 200");
    assertThat(json(answer).containsKey("capabilities")).isTrue();
  }

  private static JsonObject json(String answer) {
    return new JsonObject(answer.substring(0, answer.lastIndexOf(' ')));
  }

  /// Runs a recipe, with the status behind the body.
  private static String shell(String recipe) throws IOException, InterruptedException {
    var ours =
        recipe
            .replace("https://mcp.slima.ai", program.issuer())
            .replaceFirst("^curl ", "curl -sS --retry 3 -w ' %{http_code}' ");
    var output = Files.createTempFile(directory, "curl", ".out");
    var process =
        new ProcessBuilder("sh", "-c", ours)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output);
  }
}
