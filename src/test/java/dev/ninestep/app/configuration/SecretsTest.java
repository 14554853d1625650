package dev.ninestep.app.configuration;

import static dev.ninestep.app.configuration.Given.yaml;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.token.KeyRing;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Secrets come from files of their own or from the environment, and from nowhere else.
class SecretsTest {

  private static final String SMALLEST =
      """
      issuer: https://auth.example.com
      resources:
        - upstream: http://127.0.0.1:9000/mcp
      """;

  @ParameterizedTest
  @CsvSource({
    "postgres.password, NINESTEP_POSTGRES_PASSWORD",
    "keys, NINESTEP_KEYS",
    "kafka.properties.ssl.key.password, kafka.properties-file",
    "kafka.properties.sasl.jaas.config, kafka.properties-file",
    "kafka.properties.ssl.keystore.key, kafka.properties-file",
    "kafka.properties.sasl.oauthbearer.client.credentials.client.secret, kafka.properties-file",
    "kafka.properties.sasl.oauthbearer.assertion.private.key.passphrase, kafka.properties-file",
  })
  void aSecretInAFileIsRefusedWithoutRepeatingIt(String key, String where) {
    assertThat(yaml(SMALLEST).over(key, "hunter2").problems())
        .singleElement()
        .asString()
        .startsWith(key + " (from")
        .contains(where)
        .doesNotContain("hunter2");
  }

  @Test
  void secretsAreReadFromTheFilesThatSettingsName(@TempDir Path directory) throws Exception {
    var password = secret(directory, "password", "hunter2\n");
    var keys = directory.resolve("keys");
    KeyRing.generate().write(keys);
    var properties = secret(directory, "kafka", "sasl.jaas.config=a b;\n");
    var read =
        new Given(SMALLEST)
            .with("NINESTEP_POSTGRES_PASSWORD_FILE", password.toString())
            .with("NINESTEP_KEYS_FILE", keys.toString())
            .with("NINESTEP_KAFKA_PROPERTIES_FILE", properties.toString())
            .configuration();
    assertThat(read.postgres().password()).isEqualTo(new Secret("hunter2"));
    assertThat(read.kafka().properties()).containsEntry("sasl.jaas.config", "a b;");
    assertThat(read.toString()).doesNotContain("hunter2");
  }

  private static Path secret(Path directory, String name, String text) throws Exception {
    var file = Files.createFile(directory.resolve(name), asFileAttribute(fromString("rw-------")));
    return Files.writeString(file, text);
  }

  @Test
  void aKeyRingThatIsNoneIsRefusedByTheNameOfWhereItIs(@TempDir Path directory) throws Exception {
    var keys = secret(directory, "keys", "{\"hunter2\": 1}");
    assertThat(
            yaml(SMALLEST)
                .with("NINESTEP_KEYS", "")
                .with("NINESTEP_KEYS_FILE", keys.toString())
                .problems())
        .singleElement()
        .asString()
        .startsWith("keys.file: " + keys);
    assertThat(yaml(SMALLEST).with("NINESTEP_KEYS", "{}").problems())
        .singleElement()
        .asString()
        .startsWith("NINESTEP_KEYS: ");
  }

  @Test
  void aSecretFileThatIsAbsentIsNamed(@TempDir Path directory) {
    var absent = directory.resolve("absent").toString();
    assertThat(new Given(SMALLEST).with("NINESTEP_POSTGRES_PASSWORD_FILE", absent).problems())
        .contains("postgres.password-file: " + absent + " cannot be read (no such file)");
  }
}
