package dev.ninestep.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Terraform itself says of its files without a provider, where it is installed.
/// `NodeClientsTest` holds them to our own policy, `CloudTest` to what the provider knows.
class TerraformTest {

  @BeforeAll
  static void isInstalled() {
    TerraformCommand.assumeInstalled();
  }

  @Test
  void everyFileIsWrittenAsTerraformWouldWriteIt() throws Exception {
    var terraform = new TerraformCommand(Path.of("infra/terraform"));
    assertThat(terraform.run("fmt", "-check", "-recursive")).isEmpty();
  }

  /// The only module that needs no provider.
  @Test
  void theTopicsAndRightsAreThoseOfTheCluster(@TempDir Path copy) throws Exception {
    var module = Terraform.copy(copy).resolve("modules/log-definitions");
    var terraform = new TerraformCommand(module);
    terraform.run("init", "-input=false");
    assertThat(terraform.run("test", "-no-color")).contains("4 passed, 0 failed");
  }
}
