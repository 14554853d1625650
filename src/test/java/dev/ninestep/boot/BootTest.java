package dev.ninestep.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class BootTest {

  @Test
  void theJarPrintsItsUsage() throws IOException, InterruptedException {
    var run = start("--help");
    assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("Usage: ninestep");
    assertThat(run.waitFor()).isZero();
  }

  @Test
  void theJarEndsWithTheExitCodeOfTheProgram() throws IOException, InterruptedException {
    var run = start("--no-such-option");
    assertThat(new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("Unknown option");
    assertThat(run.waitFor()).isEqualTo(2);
  }

  private static Process start(String... args) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var line = new ArrayList<>(List.of(java, "-jar", System.getProperty("ninestep.jar")));
    line.addAll(List.of(args));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }
}
