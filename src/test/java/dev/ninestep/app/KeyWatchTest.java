package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.protocol.Issuer;
import dev.ninestep.token.KeyRing;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A running process takes up a changed key ring. KY-01, KY-02, KY-08.
class KeyWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final KeyRing ring = KeyRing.generate();
  private final Keychain keys = Keychain.of(ring, new Issuer("https://auth.example"));
  private final String before = keys.tokens().jwks();
  @TempDir private Path directory;

  @BeforeEach
  void start() throws Exception {
    ring.write(file());
    KeyWatch.start(vertx, file(), ring, keys, new Teardown());
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private Path file() {
    return directory.resolve("keys.json");
  }

  @Test
  void theKeysOfAnotherRingAreInUseWithinSeconds() throws Exception {
    var next = ring.announce(Instant.EPOCH).turn(Instant.EPOCH);
    next.write(file());
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(keys.tokens().jwks())
                .isEqualTo(Keychain.of(next, new Issuer("https://auth.example")).tokens().jwks()));
  }

  @Test
  void aFileThatCannotBeUsedChangesNothingUntilItIsMended() throws Exception {
    var next = ring.announce(Instant.EPOCH);
    next.write(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
    await().during(Duration.ofSeconds(5)).until(() -> keys.tokens().jwks().equals(before));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    await().atMost(PATIENCE).until(() -> !keys.tokens().jwks().equals(before));
  }
}
