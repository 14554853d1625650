package dev.ninestep.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What Terraform itself says of its files without the network, where it is installed.
/// `NodeClientsTest` holds them to our own policy.
class TerraformTest {

  @BeforeAll
  static void isInstalled() {
    assumeThat(Stream.of(System.getenv("PATH").split(":")))
        .as("terraform is needed")
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "terraform")));
  }

  private static String terraform(String directory, String... command)
      throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("terraform", "-chdir=" + directory));
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void everyFileIsWrittenAsTerraformWouldWriteIt() throws Exception {
    assertThat(terraform("infra/terraform", "fmt", "-check", "-recursive")).isEmpty();
  }

  /// The only module that needs no provider.
  @Test
  void theTopicsAndRightsAreThoseOfTheCluster() throws Exception {
    var module = "infra/terraform/modules/log-definitions";
    terraform(module, "init", "-input=false");
    assertThat(terraform(module, "test", "-no-color")).contains("3 passed, 0 failed");
  }
}
