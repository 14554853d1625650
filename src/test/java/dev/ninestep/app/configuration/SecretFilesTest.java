package dev.ninestep.app.configuration;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files with secrets that others may read are refused at the start, by the key that names them.
/// KY-08.
class SecretFilesTest {

  private static final Given PLAIN =
      Given.yaml(
          """
          issuer: https://auth.example.com
          resources: [{upstream: "http://127.0.0.1:9000/mcp"}]
          """);

  @TempDir private Path directory;

  private Path open(String text) throws Exception {
    var file = Files.writeString(directory.resolve("given"), text);
    return Files.setPosixFilePermissions(file, fromString("rw-r--r--"));
  }

  private static String refusal(String key, Path file) {
    return "%s: %s holds a secret and others than its owner have access (rw-r--r--): chmod 600"
        .formatted(key, file);
  }

  @Test
  void aPasswordThatOthersMayReadIsRefused() throws Exception {
    var file = open("hunter2");
    assertThat(
            PLAIN
                .with("NINESTEP_POSTGRES_PASSWORD", "")
                .with("NINESTEP_POSTGRES_PASSWORD_FILE", file.toString())
                .problems())
        .containsExactly(refusal("postgres.password-file", file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config=org.example.Login required password=hunter2;",
        "ssl.truststore.password=hunter2",
        "ssl.keystore.key=-----BEGIN PRIVATE KEY-----",
      })
  void propertiesOfKafkaWithASecretThatOthersMayReadAreRefused(String property) throws Exception {
    var file = open("security.protocol=SASL_SSL\n" + property + "\n");
    assertThat(PLAIN.with("NINESTEP_KAFKA_PROPERTIES_FILE", file.toString()).problems())
        .containsExactly(refusal("kafka.properties-file", file));
  }

  @Test
  void propertiesThatOnlyNameWhereASecretIsMayBeOpen() throws Exception {
    var file = open("ssl.keystore.password=${directory:/run/secrets:password}\n");
    var read = PLAIN.with("NINESTEP_KAFKA_PROPERTIES_FILE", file.toString()).configuration();
    assertThat(read.kafka().properties()).containsKey("ssl.keystore.password");
  }
}
