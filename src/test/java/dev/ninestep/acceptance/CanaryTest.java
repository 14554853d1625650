package dev.ninestep.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.signal.ReceivingServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing secret is written: known secrets go through all flows, and through every way to send one
/// to the wrong place, and then are searched for in all that was kept. (EV-03, INV-14)
@Tag("process")
class CanaryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern FLOW = Pattern.compile("[0-9a-f]{32}");

  private final Canaries canaries = new Canaries();
  private final List<String> shown = new ArrayList<>();
  private final List<String> clients = new ArrayList<>();

  @Test
  void noSecretIsFoundInTheLogTheDatabaseTheOutputTheMetricsOrThePages(@TempDir Path directory)
      throws Exception {
    var data = directory.resolve("data");
    String printed;
    var management = Pods.freePort();
    var settings = new HashMap<>(ProvenFlows.settings(directory));
    settings.put("NINESTEP_MANAGEMENT_PORT", Integer.toString(management));
    var authorization = "Bearer what a receiver wants to be shown";
    canaries.add("the receiver's secret", authorization);
    settings.put("NINESTEP_SIGNALS_0_NAME", "elsewhere");
    settings.put("NINESTEP_SIGNALS_0_AUTHORIZATION_FILE", secret(directory, authorization));
    try (var receiver = new ReceivingServer();
        var program = Program.dev(data, with(settings, receiver))) {
      awaitReceiver(data);
      canaries.add("the password", Program.DEMO_PASSWORD);
      canaries.add("the support password", Program.SUPPORT_PASSWORD);
      canaries.add("the verifier", Connection.VERIFIER);
      var flows = new CanaryFlows(program, canaries, shown, clients);
      flows.connect();
      flows.misplace();
      readTheMetrics("http://127.0.0.1:" + management);
      new ProvenFlows(program, canaries, shown, clients).runAll();
      aReceiverIsToldOfTheReplay(program, receiver, authorization);
      readTheStories(program);
      shown.add(Http.get("http://127.0.0.1:" + management + "/metrics").body());
      program.stop();
      printed = program.printed();
    }
    assertThat(canaries.count()).as("secrets that are searched for").isGreaterThan(40);
    assertThat(canaries.in(printed.getBytes(UTF_8))).as("printed").isEmpty();
    assertThat(canaries.in(String.join("\n", shown).getBytes(UTF_8))).as("shown").isEmpty();
    new KeptData(data, canaries).holdsNone();
  }

  private static String secret(Path directory, String text) throws IOException {
    var file = Files.writeString(directory.resolve("authorization"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
        .toString();
  }

  private static Map<String, String> with(Map<String, String> settings, ReceivingServer receiver) {
    var all = new HashMap<>(settings);
    all.put("NINESTEP_SIGNALS_0_ENDPOINT", receiver.uri().toString());
    return all;
  }

  /// Whoever is new is told what happens from then on.
  private static void awaitReceiver(Path data) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() ->
            Files.readString(data.resolve("ninestep.log"))
                .contains("ninestep.signals.elsewhere begins"));
  }

  /// With the secret that is searched for; so it was used.
  private static void aReceiverIsToldOfTheReplay(
      Program program, ReceivingServer receiver, String authorization) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(receiver.accepted())
                .map(JsonObject::new)
                .anySatisfy(event -> {
                  assertThat(event.getString("iss")).isEqualTo(program.issuer());
                  assertThat(event.getString("aud")).isEqualTo(receiver.uri().toString());
                  assertThat(event.getJsonObject("sub_id").getJsonObject("session").getString("id"))
                      .isEqualTo(event.getString("txn"));
                  assertThat(event.getJsonObject("events").encode())
                      .contains("session-revoked", "\"initiating_entity\":\"policy\"");
                }));
    assertThat(receiver.authorizations()).containsOnly(authorization);
    var metadata = Http.get(program.issuer() + "/.well-known/ssf-configuration");
    assertThat(metadata.body()).contains("\"spec_version\" : \"1_0\"");
  }

  /// Every flow of those clients, as support sees it: as data and as pages. (AD-03)
  private void readTheStories(Program program) {
    var browser = new Browser();
    var at = browser.open(program.issuer() + "/support", "none:");
    at =
        browser.submit(
            at, Map.of("login", "support", "password", Program.SUPPORT_PASSWORD), "none:");
    shown.add(at.page());
    var api = program.issuer() + "/support/api/flows";
    var told = 0;
    for (var client : clients) {
      var found = browser.open(api + "?client_id=" + client + "&at=" + now(), "none:").page();
      shown.add(found);
      var list = program.issuer() + "/support?client_id=" + client + "&at=" + now();
      shown.add(browser.open(list, "none:").page());
      for (var flow : FLOW.matcher(found).results().map(MatchResult::group).distinct().toList()) {
        shown.add(browser.open(api + "/" + flow, "none:").page());
        shown.add(browser.open(program.issuer() + "/support/flows/" + flow, "none:").page());
        told++;
      }
    }
    assertThat(told).as("stories read").isPositive();
  }

  private void readTheMetrics(String operators) {
    assertThat(Http.get(operators + "/health/ready").statusCode()).isEqualTo(200);
    var metrics = Http.get(operators + "/metrics").body();
    assertThat(metrics)
        .contains("ninestep_exchange_seconds_count{status=\"2xx\",step=\"5\"} 1\n")
        .contains("ninestep_exchange_seconds_count{status=\"2xx\",step=\"5r\"} 1\n")
        .contains("ninestep_refusals_total{refusal=\"code-replayed\",step=\"5\"} 1.0")
        .contains("ninestep_facts_total{event=\"CallAdmitted\"} 1.0")
        .contains("ninestep_projector_behind ");
    shown.add(metrics);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
  }
}
