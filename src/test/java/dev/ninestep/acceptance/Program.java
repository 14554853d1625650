package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// The packaged program, `java -jar ninestep.jar dev`, on a data directory of its own.
final class Program implements AutoCloseable {

  static final String DEMO_PASSWORD = "correct horse battery staple";
  static final String SUPPORT_PASSWORD = "the story of every single flow";

  private static final Pattern ISSUER =
      Pattern.compile("http://localhost:(\\d+)/mcp|http://localhost:(\\d+)/oauth");
  private static final Duration TO_START = Duration.ofMinutes(2);
  private static final Duration TO_STOP = Duration.ofMinutes(1);

  private final Process process;
  private final Path output;
  private final int port;

  private Program(Process process, Path output) {
    this.process = process;
    this.output = output;
    this.port = awaitPort();
  }

  /// Starts it on a free port and waits until it serves.
  static Program dev(Path directory, String... options) {
    return dev(directory, Map.of(), options);
  }

  /// Starts it with settings in its environment.
  static Program dev(Path directory, Map<String, String> environment, String... options) {
    try {
      var output = Files.createTempFile("ninestep-dev", ".out");
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-jar",
                  System.getProperty("ninestep.jar"),
                  "dev",
                  "--port",
                  "0",
                  "--data-dir",
                  directory.toString()));
      command.addAll(List.of(options));
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "NINESTEP_DEMO_PASSWORD", DEMO_PASSWORD,
                  "NINESTEP_SUPPORT_PASSWORD", SUPPORT_PASSWORD));
      builder.environment().putAll(environment);
      return new Program(CommandCache.reading(builder), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int awaitPort() {
    Awaitility.await()
        .atMost(TO_START)
        .until(() -> !process.isAlive() || ISSUER.matcher(printed()).find());
    var found = ISSUER.matcher(printed());
    assertThat(found.find()).as(printed()).isTrue();
    var number = found.group(1) == null ? found.group(2) : found.group(1);
    return Integer.parseInt(number);
  }

  /// What it has printed so far, to both streams.
  String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String issuer() {
    return "http://localhost:" + port;
  }

  String mcpUrl() {
    return issuer() + "/mcp";
  }

  /// Ends it as Ctrl-C or Kubernetes would.
  ///
  /// @return its exit code
  int stop() {
    process.destroy();
    try {
      assertThat(process.waitFor(TO_STOP)).as("stopped within " + TO_STOP).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
