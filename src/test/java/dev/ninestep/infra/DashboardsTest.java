package dev.ninestep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Dashboards that can be read. `NodeClientsTest` holds what they ask Prometheus against what a pod
/// offers, and `ThreePodsTest` what they ask the database.
class DashboardsTest {

  @ParameterizedTest
  @MethodSource("dev.ninestep.infra.Dashboards#files")
  void everyPanelSaysWhatItShowsInWhichUnit(Path file) {
    var board = Dashboards.read(file);
    assertThat(board.path("uid").asText()).startsWith("ninestep-");
    assertThat(board.path("description").asText()).isNotEmpty();
    var ids = new HashSet<Integer>();
    var variables =
        Dashboards.elements(board.at("/templating/list"))
            .map(variable -> "${" + variable.path("name").asText() + "}")
            .toList();
    for (var panel : board.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as("id of " + panel.path("title")).isTrue();
      for (var member : List.of("/title", "/description", "/fieldConfig/defaults/unit")) {
        assertThat(panel.at(member).asText())
            .as(member + " of " + panel.path("title"))
            .isNotEmpty();
      }
      assertThat(variables).contains(panel.at("/datasource/uid").asText());
      assertThat(panel.path("targets")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ninestep.infra.Dashboards#files")
  void noPanelLiesUponAnother(Path file) {
    var taken = new HashSet<List<Integer>>();
    for (var panel : Dashboards.read(file).path("panels")) {
      var at = panel.path("gridPos");
      for (var x = at.path("x").asInt(); x < right(at); x++) {
        for (var y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(taken.add(List.of(x, y))).as(panel.path("title").asText()).isTrue();
        }
      }
      assertThat(right(at)).isLessThanOrEqualTo(24);
    }
  }

  private static int right(JsonNode at) {
    return at.path("x").asInt() + at.path("w").asInt();
  }

  @Test
  void whatNobodyOffersIsFound() {
    var asked =
        new Asked(
            "a panel",
            "ninestep_exchange_seconds_count",
            List.of(new Asked.Matcher("stepp", "5"), new Asked.Matcher("status", "5xx|6xx")),
            List.of("pod", "le"));
    assertThat(asked.missing(Map.of(), Scrape.VALUES))
        .containsExactly("a panel: no metric ninestep_exchange_seconds_count");
    var scrape = new Scrape("ninestep_exchange_seconds_count{step=\"5\",status=\"2xx\"} 12.0");
    assertThat(asked.missing(scrape.labels(), Scrape.VALUES))
        .containsExactly(
            "a panel: ninestep_exchange_seconds_count has no label stepp",
            "a panel: ninestep_exchange_seconds_count has no label le",
            "a panel: no status is 6xx");
  }
}
