package dev.ninestep.trace;

import static dev.ninestep.trace.Chapters.admitted;
import static dev.ninestep.trace.Chapters.allowed;
import static dev.ninestep.trace.Chapters.connected;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What did not happen is counted without anybody asking for the story.
class LookoutTest {

  private static final Duration DUE = Duration.ofMinutes(12);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MemoryIndex index = new MemoryIndex();
  private final Lookout lookout = new Lookout(index, registry);

  private void lookAt(Instant whole) {
    assertThat(lookout.look(whole).succeeded()).isTrue();
  }

  private double found(Symptom symptom) {
    return registry.get("ninestep.findings").tag("symptom", symptom.slug()).counter().count();
  }

  private double allFound() {
    return Stream.of(Symptom.values()).mapToDouble(this::found).sum();
  }

  private double looked() {
    return registry.get("ninestep.findings.flows").counter().count();
  }

  @Test
  void aFlowWithoutATokenRequestIsCountedOnceItIsQuietAndNeverAgain() {
    index.add(allowed().material().own());
    lookAt(Tale.BEGAN.plusSeconds(30));
    lookAt(Tale.BEGAN.plus(DUE).minusSeconds(1));
    assertThat(looked()).as("the minute is not over for eleven more").isZero();
    lookAt(Tale.BEGAN.plus(DUE));
    lookAt(Tale.BEGAN.plus(DUE).plusSeconds(90));
    assertThat(found(Symptom.NO_TOKEN_REQUEST)).isEqualTo(1);
    assertThat(allFound()).isEqualTo(1);
    assertThat(looked()).isEqualTo(1);
  }

  @Test
  void aFlowThatConnectedIsLookedAtAndNothingIsFound() {
    index.add(connected().own(21, admitted("POST")).material().own());
    lookAt(Tale.BEGAN);
    lookAt(Tale.BEGAN.plus(DUE).plusSeconds(60));
    assertThat(looked()).isEqualTo(1);
    assertThat(allFound()).isZero();
  }

  @Test
  void tokensWithoutACallAreFound() {
    index.add(connected().material().own());
    lookAt(Tale.BEGAN);
    lookAt(Tale.BEGAN.plus(DUE).plusSeconds(60));
    assertThat(found(Symptom.NO_CALL)).isEqualTo(1);
  }

  @Test
  void whatWentQuietWhileAnotherPodLookedIsTheirs() {
    index.add(allowed().material().own());
    lookAt(Tale.BEGAN);
    lookout.rest();
    lookAt(Tale.BEGAN.plus(DUE).plusSeconds(300));
    lookAt(Tale.BEGAN.plus(DUE).plusSeconds(600));
    assertThat(looked()).isZero();
  }

  @Test
  void anOutageIsNotMadeUpForAllAtOnce() {
    index.add(allowed().material().own());
    lookAt(Tale.BEGAN);
    lookAt(Tale.BEGAN.plus(DUE).plus(Duration.ofHours(2)));
    assertThat(looked()).as("older than five minutes").isZero();
  }
}
