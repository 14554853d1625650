package dev.ninestep.acceptance;

import static dev.ninestep.acceptance.NodeClients.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.infra.Asked;
import dev.ninestep.infra.Dashboards;
import dev.ninestep.infra.Scrape;
import dev.ninestep.infra.Terraform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Unmodified clients from npm, headless, against the running program.
@Tag("process")
@Needs({"node", "npm"})
class NodeClientsTest {

  private static final String REBINDING = "dns-rebinding-protection";
  private static final String NEVER = "nothing prints this";

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static NodeClients clients;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static NodeServer everything;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static NodeServer conforming;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static Program program;

  private static int managementPort;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException, InterruptedException {
    if (NeededCommands.areMet(NodeClientsTest.class)) {
      clients = NodeClients.installed(directory);
      everything = NodeServer.everything(clients);
      conforming = NodeServer.conforming(clients);
      managementPort = Pods.freePort();
      var behind =
          Map.of(
              "NINESTEP_RESOURCES_1_PATH",
              "/everything",
              "NINESTEP_RESOURCES_1_UPSTREAM",
              everything.mcpUrl(),
              "NINESTEP_RESOURCES_2_PATH",
              "/conforming",
              "NINESTEP_RESOURCES_2_UPSTREAM",
              conforming.mcpUrl(),
              // Where nobody listens: what is counted of a receiver is there all the same.
              "NINESTEP_SIGNALS_0_NAME",
              "nobody",
              "NINESTEP_SIGNALS_0_ENDPOINT",
              "http://127.0.0.1:1/events",
              "NINESTEP_MANAGEMENT_PORT",
              Integer.toString(managementPort));
      program = Program.dev(directory.resolve("data"), behind);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    for (var one : new AutoCloseable[] {program, conforming, everything}) {
      if (one != null) {
        one.close();
      }
    }
  }

  /// Prometheus's own grammar reads what dashboards and alerts ask.
  @Test
  void everyPanelAndAlertAsksForWhatAPodOffers(@TempDir Path directory) throws Exception {
    NineSteps.walk(program.mcpUrl(), "demo", Program.DEMO_PASSWORD);
    var metrics = Http.get("http://localhost:" + managementPort + "/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    var offered = new Scrape(metrics.body()).labels();
    var questions = new JsonArray();
    Dashboards.expressions()
        .forEach(question ->
            questions.add(
                new JsonObject().put("asker", question.asker()).put("text", question.text())));
    var file = Files.writeString(directory.resolve("questions.json"), questions.encode());

    var read = clients.run("node", "promql.mjs", file.toString());

    assertThat(read).hasSize(questions.size()).hasSizeGreaterThan(50);
    assertThat(read).allSatisfy(line -> assertThat(line.getString("error")).isNull());
    assertThat(
            read.stream()
                .flatMap(Asked::in)
                .flatMap(asked -> asked.missing(offered, Scrape.VALUES)))
        .isEmpty();
  }

  @Test
  void theCloudsModulesAreWholeClosedAndEncrypted() throws Exception {
    var command = new ArrayList<>(List.of("node", "terraform.mjs"));
    Terraform.files().forEach(file -> command.add(file.toAbsolutePath().toString()));
    var read = clients.run(command.toArray(String[]::new));
    assertThat(read).hasSameSizeAs(Terraform.files());
    assertThat(Terraform.faults(read.stream().map(JsonObject::encode).toList())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void theTypeScriptSdkConnectsCallsAToolAndRefreshes(String line) throws Exception {
    var lines = clients.run("node", "typescript-sdk.mjs", line, program.mcpUrl(), "demo");
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

  @Test
  void mcpRemoteConnectsAndListsTheTools() throws Exception {
    var ended =
        driven("\"whoami\"", "node", clients.script("mcp-remote/dist/client.js"), program.mcpUrl());
    assertThat(ended.getString("output")).contains("list_connected_apps", "explain_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy", "modern"})
  void theInspectorsCommandLineCallsATool(String era) throws Exception {
    var ended =
        driven(
            NEVER,
            clients.newerNode(),
            clients.script("@modelcontextprotocol/inspector/clients/launcher/build/index.js"),
            "--cli",
            program.mcpUrl(),
            "--transport",
            "http",
            "--protocol-era",
            era,
            "--method",
            "tools/call",
            "--tool-name",
            "whoami",
            "--format",
            "json");
    assertThat(ended.getInteger("code")).as(ended.getString("output")).isZero();
    assertThat(ended.getString("output")).contains("\"scope\":\"mcp\"", "\"isError\":false");
  }

  @Test
  void theConformanceSuiteFindsNothingWrongWithTheAuthorizationServer() throws Exception {
    var port = Pods.freePort();
    var client = Connection.register(program.issuer(), "http://127.0.0.1:" + port + "/callback");
    var ended =
        driven(
            NEVER,
            clients.newerNode(),
            clients.script("@modelcontextprotocol/conformance/dist/index.js"),
            "authorization",
            "--url",
            program.issuer(),
            "--client-id",
            client,
            "--resource",
            program.mcpUrl(),
            "--port",
            Integer.toString(port));
    assertThat(ended.getInteger("code")).as(ended.getString("output")).isZero();
    assertThat(ended.getString("output"))
        .contains(
            "✓ authorization-server-metadata-endpoint",
            "✓ authorization-code-grant",
            "Total: 3 passed, 0 failed");
  }

  @Test
  void theReferenceServerIsAsConformingBehindTheGatewayAsWithoutIt() throws Exception {
    var without = new Conformance(clients).checks(everything.mcpUrl(), "");
    var behind = checksBehind("/everything");
    assertThat(without).hasSizeGreaterThan(30);
    // Against this one the gateway protects a server that does not protect itself.
    assertThat(without.remove(REBINDING)).anyMatch(check -> check.contains(" FAILURE "));
    assertThat(behind.remove(REBINDING)).allMatch(check -> check.contains(" SUCCESS "));
    assertThat(behind).isEqualTo(without);
  }

  @Test
  void aServerThatConformsInEveryScenarioDoesSoBehindTheGateway() throws Exception {
    var behind = checksBehind("/conforming");
    assertThat(behind).hasSizeGreaterThan(30);
    assertThat(behind.values())
        .allSatisfy(checks -> assertThat(checks).allMatch(check -> check.contains(" SUCCESS ")));
  }

  private static Map<String, List<String>> checksBehind(String path) throws Exception {
    var resource = program.issuer() + path;
    var connected = Connection.make(program.issuer(), "demo", Program.DEMO_PASSWORD, "", resource);
    return new Conformance(clients).checks(resource, connected.accessToken());
  }

  @Test
  void oauth4webapiAcceptsEveryAnswerOfEveryKindOfClient() throws Exception {
    var lines = clients.run("node", "oauth4webapi.mjs", program.issuer(), program.mcpUrl(), "demo");
    assertThat(lines)
        .filteredOn(line -> line.getString("step").equals("connected"))
        .extracting(line -> line.getString("method"))
        .containsExactly("none", "client_secret_basic", "client_secret_post");
    assertThat(lines)
        .filteredOn(line -> line.getString("step").equals("connected"))
        .allSatisfy(line -> {
          assertThat(line.getBoolean("rotated")).isTrue();
          assertThat(line.getInteger("status")).isEqualTo(200);
          assertThat(line.getBoolean("same_client")).isTrue();
        });
    var bound = step(lines, "bound");
    assertThat(bound.getJsonArray("token_type")).containsExactly("dpop", "dpop");
    assertThat(bound.getString("stolen_code")).isEqualTo("invalid_grant");
    assertThat(bound.getString("stolen_refresh")).isEqualTo("invalid_grant");
    assertThat(bound.getJsonArray("status")).containsExactly(200, 200, 401);
    assertThat(bound.getJsonArray("challenges")).containsExactly("bearer", "dpop");
    assertThat(bound.getBoolean("same_key")).isTrue();
  }

  /// Runs a client that opens a browser.
  ///
  /// @param until what it prints last, unless it ends by itself
  private static JsonObject driven(String until, String... command) throws Exception {
    var line = new String[command.length + 4];
    line[0] = "node";
    line[1] = "driven.mjs";
    line[2] = "demo";
    line[3] = until;
    System.arraycopy(command, 0, line, 4, command.length);
    var lines = clients.run(line);
    assertThat(step(lines, "let in").getString("iss")).isEqualTo(program.issuer());
    return step(lines, "ended");
  }
}
