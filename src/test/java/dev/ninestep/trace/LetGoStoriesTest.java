package dev.ninestep.trace;

import static dev.ninestep.trace.Chapters.REFRESH;
import static dev.ninestep.trace.Chapters.asked;
import static dev.ninestep.trace.Chapters.connected;
import static dev.ninestep.trace.Chapters.discovered;
import static dev.ninestep.trace.Chapters.issued;
import static dev.ninestep.trace.Chapters.presented;
import static dev.ninestep.trace.Chapters.requested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.projection.EventKind;
import dev.ninestep.projection.Kept;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is older than the retention of its kind is told as gone, and not as what never came.
class LetGoStoriesTest {

  private static final Instant LATER = Tale.BEGAN.plusSeconds(1_000);

  private static Story told(Tale tale, EventKind kind, Instant since) {
    var kept = new Kept(Map.of(kind, new Kept.Since(since, Duration.ofDays(14))));
    var horizon = new Horizon(LATER, Optional.empty(), Optional.empty(), kept);
    return FlowStory.of(tale.material(), horizon);
  }

  private static StepStatus status(Story story, Step step) {
    return story.steps().stream()
        .filter(told -> told.step() == step)
        .findFirst()
        .orElseThrow()
        .status();
  }

  @Test
  void callsThatAreLetGoAreNeitherMissedNorASymptom() {
    var story = told(connected(), EventKind.CALLS, Tale.BEGAN.plusMillis(1));
    assertThat(status(story, Step.CONNECTION)).isEqualTo(StepStatus.GONE);
    assertThat(status(story, Step.CALL)).isEqualTo(StepStatus.GONE);
    assertThat(story.symptoms()).isEmpty();
    assertThat(story.findings())
        .containsExactly(
            "Events of calls are kept for 14 days;"
                + " what there was before 2026-11-21 14:03:00.001Z is gone.");
    assertThat(StoryText.of(story)).contains("6   connect       not kept\n");
  }

  @Test
  void callsThatWouldBeKeptNeverCame() {
    var story = told(connected(), EventKind.CALLS, Tale.BEGAN);
    assertThat(status(story, Step.CONNECTION)).isEqualTo(StepStatus.NEVER_CAME);
    assertThat(story.symptoms()).containsExactly(Symptom.NO_CALL);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void withoutTokensThereWereNoCallsToLetGoOf() {
    var story = told(asked(), EventKind.CALLS, LATER);
    assertThat(status(story, Step.CONNECTION)).isEqualTo(StepStatus.NEVER_CAME);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void discoveryThatIsLetGoWasNotSkipped() {
    var before = Tale.BEGAN.minus(Duration.ofMinutes(10));
    var tale = new Tale().own(0, requested());
    assertThat(status(told(tale, EventKind.DISCOVERY, before), Step.CHALLENGE))
        .isEqualTo(StepStatus.SKIPPED);
    assertThat(status(told(tale, EventKind.DISCOVERY, before.plusMillis(1)), Step.CHALLENGE))
        .isEqualTo(StepStatus.GONE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"AUTHORIZATION", "CONSENT"})
  void aGrantThatIsOlderThanItsFirstEventHadABeginning(Step step) {
    var tale = new Tale().own(50, presented(REFRESH, 1)).own(50, issued(REFRESH, 2));
    assertThat(status(told(tale, EventKind.FLOWS, Tale.BEGAN), step)).isEqualTo(StepStatus.GONE);
    assertThat(status(tale.toldAfter(1_000), step)).isEqualTo(StepStatus.SKIPPED);
  }

  @Test
  void discoveryThatOutlivedItsFlowIsNoSymptom() {
    var story = told(discovered(), EventKind.FLOWS, LATER);
    assertThat(status(story, Step.AUTHORIZATION)).isEqualTo(StepStatus.GONE);
    assertThat(story.symptoms()).isEmpty();
    assertThat(discovered().toldAfter(1_000).symptoms())
        .containsExactly(Symptom.NOTHING_AFTER_DISCOVERY);
  }
}
