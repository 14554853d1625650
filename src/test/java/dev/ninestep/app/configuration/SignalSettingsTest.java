package dev.ninestep.app.configuration;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.signal.Receiver;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is told of revocations, as an operator says it.
class SignalSettingsTest {

  private static final String ALONE =
      """
      issuer: https://auth.example.com
      resources: [{upstream: "http://127.0.0.1:9000/mcp"}]
      """;

  @TempDir private Path directory;

  private static Given signals(String yaml) {
    return Given.yaml(ALONE + "signals: [" + yaml + "]\n");
  }

  private Path secret(String text, String rights) throws Exception {
    var file = Files.writeString(directory.resolve("authorization"), text);
    return Files.setPosixFilePermissions(file, fromString(rights));
  }

  @Test
  void nobodyIsToldUnlessSomebodyIsNamed() {
    assertThat(Given.yaml(ALONE).configuration().signals()).isEmpty();
  }

  @Test
  void aReceiverIsReadWithItsSecretAndItsResources() throws Exception {
    var file = secret("Bearer abc\n", "rw-------");
    assertThat(
            signals(
                    """
                    {name: files, endpoint: "https://files.example/events?a=b", audience: files,
                     authorization-file: "%s", resources: "https://auth.example.com/mcp"},
                    {name: mail, endpoint: "http://127.0.0.1:8090/events"}\
                    """
                        .formatted(file))
                .configuration()
                .signals())
        .containsExactly(
            new Receiver(
                "files",
                URI.create("https://files.example/events?a=b"),
                "files",
                Optional.of("Bearer abc"),
                Set.of(new ResourceUri("https://auth.example.com/mcp"))),
            new Receiver(
                "mail",
                URI.create("http://127.0.0.1:8090/events"),
                "http://127.0.0.1:8090/events",
                Optional.empty(),
                Set.of()));
  }

  @Test
  void theEnvironmentNamesReceiversToo() {
    var given =
        Given.yaml(ALONE)
            .with("NINESTEP_SIGNALS_0_NAME", "files")
            .with("NINESTEP_SIGNALS_0_ENDPOINT", "https://files.example/events");
    assertThat(given.configuration().signals()).extracting(Receiver::name).containsExactly("files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://files.example/events",
        "https://anna@files.example/events",
        "https://files.example/events#top",
        "ftp://files.example/events",
        "files.example",
      })
  void anEndpointIsHttpsOrOnLoopback(String endpoint) {
    assertThat(signals("{name: files, endpoint: \"" + endpoint + "\"}").problems())
        .singleElement()
        .asString()
        .startsWith(
            "signals.0.endpoint: expected an https URL (http on loopback only), not '" + endpoint);
  }

  @Test
  void aReceiverHasANameOfItsOwnAndAnEndpoint() {
    assertThat(signals("{audience: files}").problems())
        .containsExactly(
            "signals.0.name: required, a short name like files",
            "signals.0.endpoint: required, an https URL (http on loopback only)");
    assertThat(
            signals(
                    "{name: files, endpoint: \"https://a.example\"},"
                        + " {name: files, endpoint: \"https://b.example\"}")
                .problems())
        .containsExactly("signals.*.name: 'files' is there twice");
  }

  @Test
  void aResourceThatIsNotOursIsSaid() {
    assertThat(
            signals(
                    "{name: files, endpoint: \"https://a.example\","
                        + " resources: \"https://other.example/mcp\"}")
                .problems())
        .containsExactly(
            "signals.*.resources: https://other.example/mcp is no resource of this server");
  }

  @Test
  void itsSecretStandsInAFileThatIsItsOwnersAlone() throws Exception {
    assertThat(
            signals("{name: files, endpoint: \"https://a.example\", authorization: \"Bearer abc\"}")
                .problems())
        .singleElement()
        .asString()
        .contains("a secret is not read from here; name its file in signals.*.authorization-file")
        .doesNotContain("abc");
    var open = secret("Bearer abc", "rw-r--r--");
    assertThat(
            signals(
                    "{name: files, endpoint: \"https://a.example\", authorization-file: \"%s\"}"
                        .formatted(open))
                .problems())
        .singleElement()
        .asString()
        .startsWith("signals.0.authorization-file: ")
        .doesNotContain("abc");
  }

  @Test
  void whatCannotStandInAHeaderIsSaidWithoutShowingIt() throws Exception {
    var file = secret("Bearer abc\nX-Other: def", "rw-------");
    assertThat(
            signals(
                    "{name: files, endpoint: \"https://a.example\", authorization-file: \"%s\"}"
                        .formatted(file))
                .problems())
        .containsExactly(
            "signals.0.authorization-file: the file holds what cannot stand in a header");
  }
}
