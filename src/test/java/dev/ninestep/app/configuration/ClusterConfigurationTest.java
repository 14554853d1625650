package dev.ninestep.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.app.configuration.Configuration.Management;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pods in a cluster are configured with, and a laptop's, and that it is enough.
class ClusterConfigurationTest {

  private static final Path BASE = Path.of("k8s/base");
  private static final String JAAS =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ninestep-auth\""
          + " password=\"a secret\";";

  @TempDir private Path mounted;

  /// The files of the config map and of the secrets, as a pod has them.
  private Path mount() throws IOException {
    for (var secret : List.of("keys", "db", "db-ca", "kafka", "kafka-ca")) {
      Files.createDirectories(mounted.resolve("secrets").resolve(secret));
    }
    var password = Files.writeString(mounted.resolve("secrets/db/password"), "a password");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("r--------"));
    Files.writeString(mounted.resolve("secrets/db-ca/ca.crt"), "a certificate");
    Files.writeString(mounted.resolve("secrets/kafka/sasl.jaas.config"), JAAS);
    for (var file : List.of("ninestep.yaml", "kafka.properties")) {
      var text =
          Files.readString(BASE.resolve(file))
              .replace("/etc/ninestep-secrets", mounted.resolve("secrets").toString())
              .replace("/etc/ninestep", mounted.toString());
      Files.writeString(mounted.resolve(file), text);
    }
    return mounted.resolve("ninestep.yaml");
  }

  private static Reading reading(String role, Path file) {
    var environment = new HashMap<>(Map.of("NINESTEP_ROLES", role, "NINESTEP_KEYS", Given.RING));
    return new Sources(Map.of(), Optional.of(file), environment, Map.of()).read();
  }

  private Configuration read(String role) throws IOException {
    return read(role, mount());
  }

  private static Configuration read(String role, Path file) {
    return switch (reading(role, file)) {
      case Reading.Usable(var configuration, var warnings) -> {
        assertThat(warnings).isEmpty();
        yield configuration;
      }
      case Reading.Unusable(var problems) -> throw new AssertionError(problems);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth", "gateway", "projector", "support"})
  void everyRoleStartsWithIt(String role) throws IOException {
    var configuration = read(role);
    assertThat(configuration.roles())
        .singleElement()
        .hasToString(role.toUpperCase(java.util.Locale.ROOT));
    assertThat(configuration.management()).contains(new Management("0.0.0.0", 9090));
    assertThat(configuration.kafka().replication()).isEqualTo(3);
  }

  @Test
  void kafkasClientsFindTheirPasswordInTheFileTheOperatorWrites() throws IOException {
    var properties = new HashMap<String, Object>(read("auth").kafka().properties());
    properties.put("bootstrap.servers", "localhost:9092");
    assertThat(new AdminClientConfig(properties).getPassword(SaslConfigs.SASL_JAAS_CONFIG).value())
        .isEqualTo(JAAS);
  }

  /// The file is in the secret that only the projector's pods have.
  @Test
  void onlyTheProjectorNeedsWhatReceiversWant() throws IOException {
    var configured = mount();
    var secret = mounted.resolve("secrets/signals/files");
    Files.writeString(
        configured,
        """
        signals:
          - {name: files, endpoint: "https://files.example.com/events", authorization-file: %s}
        """
            .formatted(secret),
        StandardOpenOption.APPEND);
    for (var role : List.of("auth", "gateway", "support")) {
      assertThat(read(role, configured).signals())
          .singleElement()
          .matches(receiver -> receiver.authorization().isEmpty());
    }
    assertThat(reading("projector", configured)).isInstanceOf(Reading.Unusable.class);

    Files.createDirectories(secret.getParent());
    Files.writeString(secret, "Bearer a token");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("r--------"));
    assertThat(read("projector", configured).signals().getFirst().authorization())
        .contains("Bearer a token");
  }

  @Test
  void aLaptopStartsWithItsOwn() throws IOException {
    var password = Files.writeString(mounted.resolve("database-password"), "a password");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    var text =
        Files.readString(Path.of("infra/compose/ninestep.yaml"))
            .replace("/run/secrets", mounted.toString());
    var file = Files.writeString(mounted.resolve("ninestep.yaml"), text);
    var environment = Map.of("NINESTEP_KEYS", Given.RING);
    var read = new Sources(Map.of(), Optional.of(file), environment, Map.of()).read();
    assertThat(read)
        .isInstanceOfSatisfying(
            Reading.Usable.class,
            usable -> {
              assertThat(usable.configuration().roles()).hasSize(4);
              assertThat(usable.configuration().kafka().replication()).isOne();
            });
  }
}
