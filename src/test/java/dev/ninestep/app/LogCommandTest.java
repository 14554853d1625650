package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.embedded.SharedKafka;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.SealPace;
import dev.ninestep.log.SealedLog;
import dev.ninestep.log.Topics;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.LogSignature;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log is compared with its seals from the command line (EV-09).
class LogCommandTest {

  @TempDir private Path directory;

  /// What a command came to.
  private record Run(int exitCode, String out) {}

  @Test
  void aLogThatIsWholeIsToldFromOneWithSealsOfSomebodyElse() throws Exception {
    var keys = directory.resolve("keys.json");
    KeyRing.generate().write(keys);
    seal(KeyRing.read(keys));
    var whole = verify(keys);
    assertThat(whole.exitCode()).as(whole.out()).isZero();
    assertThat(whole.out()).contains("ninestep.flow/0: whole, ", "ninestep.calls/0: whole, ");
    assertThat(new JsonObject(verify(keys, "--json").out()).getBoolean("whole")).isTrue();

    var others = directory.resolve("others.json");
    KeyRing.generate().write(others);
    var altered = verify(others, "--json");
    assertThat(altered.exitCode()).isEqualTo(1);
    assertThat(new JsonObject(altered.out()).getBoolean("whole")).isFalse();
    assertThat(altered.out()).contains("SEAL_IS_FORGED");
    assertThat(verify(others).out()).contains(": ALTERED: topic ninestep.flow, partition ");
  }

  /// Seals all there is, at least one record of the flow topic.
  private static void seal(KeyRing ring) throws Exception {
    var settings =
        new LogSettings(SharedKafka.bootstrapServers(), 3, 1, Duration.ofSeconds(20), Map.of());
    var topics = Topics.prepare(settings);
    var pace = new SealPace(10_000, Duration.ZERO);
    var account = new AccountId(7, 7);
    new AccountFacts(new OpenLog(settings, topics))
        .tell(account, new SessionsEnded(account, EndOfSessions.OPERATOR));
    try (var seals = SealedLog.open(settings, topics, new LogSignature(ring)::of, pace)) {
      seals.begin(true, () -> {});
      while (seals.read(Instant.now())) {
        seals.write(Instant.now());
      }
    }
  }

  private Run verify(Path keys, String... more) throws Exception {
    var password = directory.resolve("password");
    Files.writeString(password, "never used");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    var config =
        Files.writeString(
            directory.resolve("ninestep.yaml"),
            """
            issuer: https://as.example
            kafka: {bootstrap-servers: "%s", replication: 1}
            postgres: {password-file: "%s"}
            keys: {file: "%s"}
            resources: [{upstream: "http://127.0.0.1:1"}]
            """
                .formatted(SharedKafka.bootstrapServers(), password, keys));
    var out = new StringWriter();
    var args = new ArrayList<>(List.of("log", "verify", "--config"));
    args.add(config.toString());
    args.addAll(List.of(more));
    var exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(args.toArray(String[]::new));
    return new Run(exitCode, out.toString());
  }
}
