package dev.ninestep.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The command `terraform`, where it is installed, without a way to its registry and without the
/// rights of whoever runs the tests.
///
/// @param directory in which it is run
/// @param environment added to what it would have
record TerraformCommand(Path directory, Map<String, String> environment) {

  /// Providers by host, namespace, type, version and platform, as `terraform providers mirror`
  /// unpacks them.
  static final Path PROVIDERS =
      Path.of(System.getenv().getOrDefault("NINESTEP_TERRAFORM_PROVIDERS", "/opt/tf-plugins"));

  TerraformCommand(Path directory) {
    this(directory, Map.of());
  }

  /// Skips what would need it.
  static void assumeInstalled() {
    assumeThat(Stream.of(System.getenv("PATH").split(":")))
        .as("terraform is needed")
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "terraform")));
  }

  /// Skips what would need a provider.
  ///
  /// @param name such as `hashicorp/aws`
  static void assumeProvider(String name) {
    var provider = PROVIDERS.resolve("registry.terraform.io").resolve(name);
    assumeThat(Files.isDirectory(provider))
        .as("the provider is needed in %s, or elsewhere by NINESTEP_TERRAFORM_PROVIDERS", provider)
        .isTrue();
  }

  /// Runs it and fails unless it succeeds.
  ///
  /// @return what it printed
  String run(String... command) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("terraform"));
    line.addAll(List.of(command));
    var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(AWS|TF)_.*"));
    builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
    builder.environment().put("TF_IN_AUTOMATION", "1");
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", line, printed).isZero();
    return printed;
  }
}
