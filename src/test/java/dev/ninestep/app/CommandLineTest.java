package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.token.KeyRing;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @TempDir private Path directory;

  /// What a command came to.
  private record Run(int exitCode, String out, String err) {}

  @Test
  void aKeyRingIsMadeOnceAndNeverWrittenOver() throws Exception {
    var file = directory.resolve("keys.json");
    assertThat(run("keys", "generate", "--out", file.toString()).exitCode()).isZero();
    var ring = KeyRing.read(file).toString();
    assertThat(run("keys", "generate", "--out", file.toString()))
        .isEqualTo(
            new Run(
                73,
                "",
                file
                    + " exists; a new ring in its place would end every token made with the old"
                    + " one\n"));
    assertThat(KeyRing.read(file)).hasToString(ring);
  }

  @Test
  void keysAreChangedInThreeStepsAndALeakedOneAtOnce() throws Exception {
    var file = directory.resolve("keys.json").toString();
    run("keys", "generate", "--out", file);
    var before = run("keys", "show", file).out();
    assertThat(before).startsWith("KeyRing[accessTokens=");
    var announced = run("keys", "announce", file).out();
    var turned = run("keys", "turn", file, "--force").out();
    assertThat(List.of(announced, turned)).doesNotContain(before).doesNotHaveDuplicates();
    assertThat(run("keys", "prune", file, "--force").exitCode()).isZero();

    var signing = run("keys", "show", file).out().split("accessTokens=")[1].split(" ")[0];
    var removed = run("keys", "remove", file, "--kid", signing);
    assertThat(removed.exitCode()).isZero();
    assertThat(removed.out()).doesNotContain(signing);
    assertThat(run("keys", "remove", file, "--kid", signing).err())
        .contains("no key has the kid " + signing);
  }

  // KY-01
  @Test
  void aStepThatWouldRefuseRequestsIsTooEarlyAndSaysUntilWhen() throws Exception {
    var file = directory.resolve("keys.json").toString();
    run("keys", "generate", "--out", file);
    assertThat(run("keys", "turn", file).err()).contains("no newer keys; announce some first");
    assertThat(run("keys", "prune", file).exitCode()).as("nothing to prune").isZero();

    run("keys", "announce", file);
    isTooEarly(file, "turn");
    run("keys", "turn", file, "--force");
    isTooEarly(file, "prune");
    assertThat(run("keys", "prune", file, "--refresh-idle", "PT1M").exitCode())
        .as("sessions count too")
        .isEqualTo(75);
  }

  private void isTooEarly(String file, String step) throws Exception {
    var ring = Files.readString(Path.of(file));
    var refused = run("keys", step, file);
    assertThat(refused.exitCode()).isEqualTo(75);
    assertThat(refused.err()).startsWith(file + ": too early until 20").contains("--force");
    assertThat(Files.readString(Path.of(file))).as("untouched").isEqualTo(ring);
  }

  // KY-08
  @Test
  void aRingThatOthersMayReadIsRefused() throws Exception {
    var file = directory.resolve("keys.json");
    run("keys", "generate", "--out", file.toString());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    var run = run("keys", "announce", file.toString());
    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.err()).contains("rw-r--r--", "chmod 600");
  }

  // KY-08
  @Test
  void servingWithoutSecretsIsRefusedAndBothWaysToGiveThemAreNamed() throws Exception {
    var config =
        Files.writeString(directory.resolve("ninestep.yaml"), "issuer: https://a.example\n");
    var run = run("serve", "--config", config.toString());
    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.err())
        .contains("postgres.password-file", "NINESTEP_POSTGRES_PASSWORD")
        .contains("keys.file", "NINESTEP_KEYS")
        .contains("resources.0.upstream: required")
        .doesNotContain("\tat ");
  }

  @Test
  void aPortInUseIsSaidBeforeAnythingIsStarted() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      var data = directory.resolve("data");
      var run = run("dev", "--port", "" + taken.getLocalPort(), "--data-dir", data.toString());
      assertThat(run.exitCode()).isEqualTo(69);
      assertThat(run.err())
          .startsWith("Port " + taken.getLocalPort() + " of ")
          .contains("is in use")
          .hasLineCount(1);
      assertThat(data).doesNotExist();
    }
  }

  @Test
  void aDataDirectoryThatIsAFileIsNamed() throws Exception {
    var file = Files.createFile(directory.resolve("file")).toString();
    var run = run("dev", "--port", "0", "--data-dir", file);
    assertThat(run.exitCode()).isEqualTo(73);
    assertThat(run.err()).startsWith("--data-dir: ").contains(file).hasLineCount(1);
  }

  @Test
  void aTraceOfNothingIsAUsageError() {
    var run = run("trace");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("Give --client-id, --at or --error");
  }

  @Test
  void aTraceWithoutAServerNamesTheServerItLookedFor() throws Exception {
    var closed = "http://localhost:" + ListenAddresses.of("localhost").freePort();
    var run = run("trace", "--server", closed, "--token", "t", "--client-id", "c");
    assertThat(run.exitCode()).isEqualTo(69);
    assertThat(run.err()).startsWith("No answer from " + closed).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor",
        "doctor ftp://a.example/mcp",
        "doctor /mcp",
        "doctor http://a.example/mcp#x",
        "doctor http://a.example/mcp --headless",
        "doctor http://a.example/mcp --user anna",
        "doctor http://a.example/mcp --headless --user anna --no-sign-in",
        "doctor http://a.example/mcp --patience 0",
      })
  void aDoctorThatDoesNotKnowWhatToDoSaysHowItIsUsed(String line) {
    var run = run(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: ninestep doctor");
  }

  @Test
  void aDoctorWhomNobodyAnswersSaysSo() throws Exception {
    var closed = "http://localhost:" + ListenAddresses.of("localhost").freePort() + "/mcp";
    var run = run("doctor", closed, "--no-sign-in");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("cause: Nobody listens at " + closed.replace("/mcp", ""))
        .contains("0 ok, 0 warnings, 1 broken");
  }

  @Test
  void theVersionSaysWhichJavaItRunsOn() {
    assertThat(run("--version").out()).startsWith("ninestep ").contains("Java 25");
  }

  @Test
  void whoNamesACommandWaitsForNoOther() {
    assertThat(Main.commandLine("serve", "--config", "a.yaml").getSubcommands())
        .containsOnlyKeys("serve");
    assertThat(Main.commandLine("sevre").getSubcommands()).hasSizeGreaterThan(10);
    assertThat(run("--help").out()).contains("serve", "dev", "accounts", "trace");
  }

  private static Run run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exitCode =
        Main.commandLine(args)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
