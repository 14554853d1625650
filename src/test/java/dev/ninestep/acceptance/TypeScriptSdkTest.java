package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The TypeScript SDK's own client, unmodified from npm, against the running program.
@Tag("process")
class TypeScriptSdkTest {

  private static final Path CLIENTS = Path.of("src", "test", "node");
  private static final long MINUTES = 5;

  @Test
  void theTypeScriptSdkConnectsCallsAToolAndRefreshes(@TempDir Path directory)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(isThere("node") && isThere("npm"), "needs Node and npm");
    var modules = installed(directory);
    try (var program = Program.dev(directory.resolve("data"))) {
      var lines = run(modules, "node", "typescript-sdk.mjs", program.mcpUrl(), "demo");
      assertThat(step(lines, "authorized").getBoolean("state")).isTrue();
      assertThat(step(lines, "authorized").getString("iss")).isEqualTo(program.issuer());
      assertThat(step(lines, "tokens").getString("token_type")).isEqualTo("Bearer");
      assertThat(step(lines, "called").getJsonArray("tools").encode())
          .contains("whoami", "list_connected_apps", "explain_error");
      assertThat(step(lines, "called").encode())
          .contains(step(lines, "registered").getString("client_id"));
      assertThat(step(lines, "refreshed").getBoolean("refresh_token_is_new")).isTrue();
      assertThat(step(lines, "called again").getBoolean("isError")).isFalse();
    }
  }

  /// The clients with their modules, in a directory of the test's own.
  private static Path installed(Path directory) throws IOException, InterruptedException {
    var clients = Files.createDirectories(directory.resolve("clients"));
    try (var files = Files.newDirectoryStream(CLIENTS, "*.{json,mjs}")) {
      for (var file : files) {
        Files.copy(file, clients.resolve(file.getFileName()));
      }
    }
    run(clients, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    return clients;
  }

  private static boolean isThere(String command) {
    try {
      return new ProcessBuilder(command, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<JsonObject> run(Path directory, String... command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("NINESTEP_DEMO_PASSWORD", Program.DEMO_PASSWORD);
    var output = Files.createTempFile(directory, "run", ".out");
    var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    var printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(printed).isZero();
    var lines = new ArrayList<JsonObject>();
    printed.lines().filter(line -> line.startsWith("{")).map(JsonObject::new).forEach(lines::add);
    return lines;
  }

  private static JsonObject step(List<JsonObject> lines, String name) {
    return lines.stream()
        .filter(line -> line.getString("step").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + name + " in " + lines));
  }
}
