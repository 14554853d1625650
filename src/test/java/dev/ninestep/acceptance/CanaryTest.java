package dev.ninestep.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing secret is written: known secrets go through all flows, and through every way to send one
/// to the wrong place, and then are searched for in all that was kept. (EV-03, INV-14)
@Tag("process")
class CanaryTest {

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
    try (var program = Program.dev(data, settings)) {
      canaries.add("the password", Program.DEMO_PASSWORD);
      canaries.add("the support password", Program.SUPPORT_PASSWORD);
      canaries.add("the verifier", Connection.VERIFIER);
      var flows = new CanaryFlows(program, canaries, shown, clients);
      flows.connect();
      flows.misplace();
      readTheMetrics("http://127.0.0.1:" + management);
      new ProvenFlows(program, canaries, shown, clients).runAll();
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
