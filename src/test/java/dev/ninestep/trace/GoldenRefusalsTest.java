package dev.ninestep.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A story for every refusal and for every symptom, as support reads it. What a refusal was based
/// on is what the server wrote when it was provoked over HTTP; what came before it is what usually
/// does.
class GoldenRefusalsTest {

  @ParameterizedTest
  @EnumSource
  void everyRefusalHasAStory(Refusal refusal) {
    var sufferer = Sufferers.all().get(refusal);
    var preface = Preface.of(refusal, sufferer.recipe().step());
    var tale = preface.tale();
    if (!sufferer.isChallenged()) {
      var event = stilled(sufferer.facts().getLast().event());
      if (sufferer.isNamed()) {
        tale.own(preface.second(), event);
      } else {
        tale.nameless(preface.second(), event);
      }
    }
    Golden.isTold(tale.toldAfter(preface.second() + 5), refusal.slug());
  }

  private static Event stilled(Event event) {
    return switch (event) {
      case StepRefused e -> Chapters.refused(e.step(), e.refusal(), Stilled.of(e.evidence()));
      case CallRefused e ->
          new CallRefused(
              e.refusal(),
              e.client().map(_ -> Tale.CLIENT),
              e.account().map(_ -> Chapters.ACCOUNT),
              Chapters.RESOURCE,
              e.method(),
              e.count(),
              Stilled.of(e.evidence()),
              Tale.CALLER);
      case Event other -> throw new AssertionError("the last fact is no refusal: " + other);
    };
  }

  @Test
  void everySymptomHasAStory() {
    var without =
        EnumSet.allOf(Symptom.class).stream()
            .filter(it -> !Golden.read(it.slug().replace('_', '-')).contains(it.said()))
            .toList();
    assertThat(without).isEmpty();
  }

  @Test
  void everyRefusalIsProvokedByARecipe() {
    var without =
        Arrays.stream(Refusal.values()).filter(it -> !Sufferers.all().containsKey(it)).toList();
    assertThat(without).isEmpty();
  }
}
