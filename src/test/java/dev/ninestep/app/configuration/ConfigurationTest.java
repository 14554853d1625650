package dev.ninestep.app.configuration;

import static dev.ninestep.app.configuration.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ninestep.app.configuration.Configuration.Role;
import dev.ninestep.exchange.TrustedProxies;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {

  private static final String SMALLEST =
      """
      issuer: https://auth.example.com
      resources:
        - upstream: http://127.0.0.1:9000/mcp
      """;

  @Test
  void issuerAndUpstreamAreEnough() {
    var read = yaml(SMALLEST).configuration();
    assertThat(read.roles()).containsExactlyInAnyOrder(Role.values());
    assertThat(read.resources())
        .singleElement()
        .satisfies(r -> {
          assertThat(r.resource().uri()).isEqualTo(new ResourceUri("https://auth.example.com/mcp"));
          assertThat(r.upstream())
              .isEqualTo(new Upstream.At(List.of(URI.create("http://127.0.0.1:9000/mcp"))));
        });
    assertThat(read.lifetimes())
        .isEqualTo(
            new Configuration.Lifetimes(
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofDays(30),
                Duration.ofDays(365)));
    assertThat(read.registration().status()).isEqualTo(201);
    assertThat(read.logBudget()).isEqualTo(Duration.ofSeconds(2));
    assertThat(read.gateway().stalenessBudget()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void documentsOfClientsAreReadFromTheFilesTheirUrlsName(@TempDir Path directory)
      throws Exception {
    var file = Files.writeString(directory.resolve("client.json"), "{}");
    var url = "https://client.example/oauth/client.json";
    var given = yaml(SMALLEST + "clients: {documents: {\"" + url + "\": " + file + "}}\n");

    assertThat(given.configuration().clientDocuments())
        .containsOnlyKeys(new ClientId(url))
        .containsEntry(new ClientId(url), "{}".getBytes(StandardCharsets.UTF_8));
    Files.delete(file);
    assertThat(given.problems())
        .containsExactly(
            "clients.documents.%s: %s cannot be read (no such file)".formatted(url, file));
  }

  @Test
  void sectionsAndListsOfYamlAreRead() {
    var read =
        yaml("""
        issuer: https://auth.example.com
        roles: [auth, projector]
        http: {host: 0.0.0.0, port: 9443, prefix: /oauth}
        kafka:
          bootstrap-servers: k1:9092,k2:9092
          properties:
            security.protocol: SSL
            ssl: {truststore.location: /etc/ca.jks}
        scopes: {read: Look at everything, write.all: Change everything}
        lifetimes: {code: PT45S, refresh-idle: 12h}
        resources:
          - {uri: https://mcp.example.com/a, upstream: http://a/mcp, scopes: [read, write], default-scopes: read}
          - {path: /b, upstream: built-in}
        """)
            .configuration();
    assertThat(read.roles()).containsExactlyInAnyOrder(Role.AUTH, Role.PROJECTOR);
    assertThat(read.http())
        .isEqualTo(
            new Configuration.Http(
                "0.0.0.0", 9443, "/oauth", Duration.ofSeconds(150), TrustedProxies.NONE));
    assertThat(read.kafka().bootstrapServers()).isEqualTo("k1:9092,k2:9092");
    assertThat(read.kafka().properties())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.location", "/etc/ca.jks");
    assertThat(read.scopeMeanings())
        .containsOnly(entry("read", "Look at everything"), entry("write.all", "Change everything"));
    assertThat(read.lifetimes().code()).isEqualTo(Duration.ofSeconds(45));
    assertThat(read.lifetimes().refreshIdle()).isEqualTo(Duration.ofHours(12));
    assertThat(read.resources().getFirst().resource().offered())
        .isEqualTo(Scope.of("read", "write"));
    assertThat(read.resources().getLast().upstream()).isEqualTo(new Upstream.BuiltIn());
  }

  static Stream<Setting<?>> settingsThatCanBeWrong() {
    return Settings.all().stream().filter(s -> !s.isOpen()).map(s -> s.at(0));
  }

  @ParameterizedTest
  @MethodSource("settingsThatCanBeWrong")
  void aWrongValueIsRefusedByItsKeyAndItsVariable(Setting<?> setting) {
    // A control character is no text, no file, no number and no name.
    var problems = yaml(SMALLEST).with(setting.variable(), wrongFor(setting)).problems();
    assertThat(problems)
        .anySatisfy(p -> assertThat(p).startsWith(setting.key()).contains(setting.variable()));
  }

  private static String wrongFor(Setting<?> setting) {
    return setting.form().expected().equals("a text") ? " " : "\0";
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    assertThat(
            new Given(
                    """
                    issuer: https://auth.example.com/
                    htpp: {port: 80}
                    lifetimes: {code: 11m}
                    """)
                .problems())
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("issuer: expected an https URL"),
            p -> assertThat(p).startsWith("htpp.port (from").contains("did you mean http.port?"),
            p -> assertThat(p).startsWith("lifetimes.code: expected a duration from 1s to 10m"),
            p -> assertThat(p).startsWith("resources.0.upstream: required"),
            p -> assertThat(p).startsWith("postgres.password-file: there is no database password"),
            p -> assertThat(p).startsWith("keys.file: there is no key ring"));
  }

  @ParameterizedTest
  @CsvSource({
    "isuer, issuer",
    "postgres.hots, postgres.host",
    "lifetimes.acess-token, lifetimes.access-token",
    "port, http.port",
    "resources.0.scope, resources.*.scopes",
  })
  void anUnknownKeyIsRefusedWithTheNearestKnownOne(String unknown, String meant) {
    assertThat(yaml(SMALLEST).over(unknown, "x").problems())
        .singleElement()
        .asString()
        .startsWith(unknown + " (from")
        .endsWith("did you mean " + meant + "?");
  }

  @Test
  void anUnknownKeyLikeNoOtherIsRefusedWithoutASuggestion() {
    assertThat(yaml(SMALLEST + "colour: blue\n").problems())
        .singleElement()
        .asString()
        .endsWith("there is no such key");
  }

  @ParameterizedTest
  @CsvSource({
    "NINESTEP_ISSUER, https://other.example.com",
    "NINESTEP_HTTP_PORT, 9000",
    "NINESTEP_KAFKA_BOOTSTRAP_SERVERS, k:1",
    "NINESTEP_RESOURCES_0_UPSTREAM, http://u:9/",
  })
  void theEnvironmentOverridesTheFile(String variable, String value) {
    assertThat(yaml(SMALLEST).with(variable, value).configuration().toString()).contains(value);
  }

  @Test
  void propertiesOfKafkaMayComeFromTheEnvironment() {
    var read =
        yaml(SMALLEST).with("NINESTEP_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "secret").configuration();
    assertThat(read.kafka().properties()).containsEntry("sasl.jaas.config", "secret");
    assertThat(read.toString()).doesNotContain("secret");
  }

  @Test
  void aVariableThatIsNoSettingIsWarnedOf() {
    assertThat(yaml(SMALLEST).with("NINESTEP_SERVICE_HOST", "10.0.0.1").warnings())
        .singleElement()
        .asString()
        .startsWith("NINESTEP_SERVICE_HOST");
  }

  @Test
  void aResourceMayNotBeThereTwiceNorGiveMoreThanItHas() {
    assertThat(
            yaml("""
            issuer: https://auth.example.com
            resources:
              - {path: /mcp, upstream: http://a/, scopes: a, default-scopes: a b}
              - {uri: https://AUTH.example.com/mcp/, upstream: http://b/}
              - {uri: https://c.example.com, path: /c, upstream: http://c/}
              - {uri: "https://auth.example.com:8443/mcp", upstream: http://d/}
              - {path: /e, upstream: http://e/, scopes: a, default-scopes: a, needed-scopes: e}
            """)
                .problems())
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("resources.0.default-scopes: 'a b'"),
            p ->
                assertThat(p).isEqualTo("resources.1: https://auth.example.com/mcp is there twice"),
            p -> assertThat(p).startsWith("resources.2: give its uri or its path"),
            p -> assertThat(p).startsWith("resources.3: another resource has the host and path of"),
            p -> assertThat(p).startsWith("resources.4.needed-scopes: 'e' is not among"));
  }

  @Test
  void aCallNeedsTheDefaultScopesUnlessItIsSaidWhatItNeeds() {
    var resources =
        yaml("""
        issuer: https://auth.example.com
        resources:
          - {path: /a, upstream: http://a/, scopes: a b, default-scopes: a}
          - {path: /b, upstream: http://b/, scopes: a b, default-scopes: a b, needed-scopes: b}
        """)
            .configuration()
            .resources();
    assertThat(resources.getFirst().needed().byAll()).isEqualTo(Scope.of("a"));
    assertThat(resources.getLast().needed().byAll()).isEqualTo(Scope.of("b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"issuer: [|line 1", "issuer: a\\nissuer: b|line 2", "- a|expected keys and values"})
  void yamlThatCannotBeReadIsRefusedWithItsPlace(String text, String place) {
    assertThat(yaml(text.replace("\\n", "\n")).problems())
        .anySatisfy(p -> assertThat(p).contains("ninestep.yaml").contains(place));
  }

  @Test
  void everyVariableIsTheKeyInUpperCase() {
    assertThat(
            List.of(
                Settings.KAFKA_SERVERS.variable(),
                Settings.POSTGRES_TLS.variable(),
                ResourceSettings.DEFAULT_SCOPES.at(3).variable()))
        .containsExactly(
            "NINESTEP_KAFKA_BOOTSTRAP_SERVERS",
            "NINESTEP_POSTGRES_TLS_MODE",
            "NINESTEP_RESOURCES_3_DEFAULT_SCOPES");
  }
}
