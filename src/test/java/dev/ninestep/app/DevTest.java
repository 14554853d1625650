package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.acceptance.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program, started as the README says.
@Tag("process")
class DevTest {

  /// Much longer than it takes, for a machine that does much else.
  private static final Duration TO_STOP = Duration.ofSeconds(60);

  @TempDir private Path directory;

  /// What was revoked stays so, and what was not goes on, when all of it has been started anew.
  // RF-12
  @Test
  void whatItMadeAtItsFirstStartIsThereAtItsSecond() throws Exception {
    var keys = directory.resolve("keys.json");
    String ring;
    String password;
    Connection kept;
    Connection revoked;
    try (var first = DevProcess.start(directory)) {
      password = first.passwordOf("support");
      assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(first.signsIn("support", password)).isTrue();
      assertThat(first.signsIn("support", "another")).isFalse();
      ring = Files.readString(keys);
      kept = connect(first, password);
      revoked = connect(first, password);
      assertThat(revoked.refreshedAt(first.issuer().toString()).statusCode()).isEqualTo(200);
      isReused(revoked, first);
    }
    try (var second = DevProcess.start(directory)) {
      assertThat(second.notice()).doesNotContain(password).contains("as shown at its first start");
      assertThat(second.signsIn("support", password)).isTrue();
      assertThat(Files.readString(keys)).isEqualTo(ring);
      isReused(revoked, second);
      var refreshed = kept.refreshedAt(second.issuer().toString());
      assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
    }
  }

  private static Connection connect(DevProcess dev, String password) {
    return Connection.make(dev.issuer().toString(), "support", password, "mcp");
  }

  private static void isReused(Connection revoked, DevProcess dev) {
    var refused = revoked.refreshedAt(dev.issuer().toString());
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("\"invalid_grant\"", "refresh-token-reused");
  }

  @Test
  void aTerminationStopsItAndEverythingItStarted() throws Exception {
    try (var dev = DevProcess.start(directory)) {
      var children = dev.process().descendants().toList();
      assertThat(children).hasSizeGreaterThan(2);

      dev.process().destroy();

      assertThat(dev.process().waitFor(TO_STOP)).as("it ends in time").isTrue();
      assertThat(dev.process().exitValue()).isEqualTo(143);
      await().atMost(TO_STOP).untilAsserted(() -> assertThat(living(children)).isEmpty());
      assertThat(runningOn(directory)).isEmpty();
    }
  }

  @Test
  void aSecondOneOnTheSameDirectoryIsToldWhoHasIt() throws Exception {
    try (var _ = DevProcess.start(directory)) {
      var second = DevProcess.launch(directory).start();
      var words = second.errorReader().readAllAsString();
      assertThat(second.waitFor()).isEqualTo(73);
      assertThat(words).startsWith("--data-dir: ").contains("already in use by process");
    }
  }

  private static List<ProcessHandle> living(List<ProcessHandle> processes) {
    return processes.stream().filter(ProcessHandle::isAlive).toList();
  }

  /// Processes that name the directory: PostgreSQL is nobody's child.
  private static List<String> runningOn(Path directory) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(directory.toString()))
        .toList();
  }
}
