package dev.ninestep.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OrphanTest {

  private static final String OURS = "311";
  private static final Instant UNKNOWN = Instant.EPOCH;

  private Process process;

  @BeforeEach
  void start() throws Exception {
    process = new ProcessBuilder("sleep", OURS).start();
  }

  @AfterEach
  void stop() throws Exception {
    process.destroyForcibly().waitFor();
  }

  @Test
  void aProcessThatNamesOurDirectoryIsEnded() throws Exception {
    Orphan.find(process.pid(), OURS, UNKNOWN).orElseThrow().end("TERM");
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aProcessThatOnlyHasTheRecordedPidIsNotOurs() {
    Instant recorded = process.info().startInstant().orElseThrow();
    assertThat(Orphan.find(process.pid(), "/some/other/directory", recorded)).isEmpty();
  }

  @Test
  void weAreNoOrphanOfOurs() {
    long own = ProcessHandle.current().pid();
    assertThat(Orphan.find(own, OURS, Instant.now())).isEmpty();
  }
}
