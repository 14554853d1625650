package dev.ninestep.trace;

import static dev.ninestep.trace.Chapters.ACCOUNT;
import static dev.ninestep.trace.Chapters.AGAIN;
import static dev.ninestep.trace.Chapters.LATER;
import static dev.ninestep.trace.Chapters.REFRESH;
import static dev.ninestep.trace.Chapters.connected;
import static dev.ninestep.trace.Chapters.issued;
import static dev.ninestep.trace.Chapters.presented;
import static dev.ninestep.trace.Chapters.refused;
import static dev.ninestep.trace.Golden.isTold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ninestep.event.Caller;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Owner;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Step;
import dev.ninestep.trace.Generation.Answer;
import dev.ninestep.trace.Replay.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The line of a grant: every generation, and why it ended.
class LineageStoriesTest {

  private static final Caller THIEF =
      new Caller("9f9f", "203.0.113.0/24", Optional.of("curl/8.5.0"));

  /// Connected, and refreshed once.
  private static Tale refreshed() {
    return connected().own(50, presented(REFRESH, 1)).own(50, issued(REFRESH, 2));
  }

  private static Event reused(String how) {
    return refused(Step.REFRESH, Refusal.REFRESH_TOKEN_REUSED, Evidence.of(how));
  }

  @Test
  void aRotatedTokenThatComesLateFromTheSameMachineIsAnOldCopy() {
    var tale = refreshed().own(90, presented(AGAIN, 1)).own(90, reused("generation 1, late"));
    var story = tale.toldAfter(100);
    assertThat(verdict(story)).isEqualTo(Verdict.LATE_REPLAY);
    assertThat(story.owner()).contains(Owner.CLIENT);
    isTold(story, "late-replay");
  }

  @Test
  void aRotatedTokenThatComesAtOnceIsARaceOfTwoProcesses() {
    var story =
        refreshed()
            .soonAfter(40, presented(AGAIN, 1))
            .soonAfter(0, reused("generation 1 again"))
            .toldAfter(60);
    assertThat(verdict(story)).isEqualTo(Verdict.RACE);
    isTold(story, "race");
  }

  @Test
  void aRotatedTokenThatComesFromElsewhereIsLikelyStolen() {
    var story =
        refreshed()
            .own(
                4_000,
                new RefreshPresented(AGAIN, Tale.CLIENT, 1, Tale.BEGAN.plusSeconds(4_002), THIEF))
            .own(4_000, reused("generation 1, late"))
            .toldAfter(4_010);
    assertThat(verdict(story)).isEqualTo(Verdict.LIKELY_THEFT);
    assertThat(story.owner()).contains(Owner.USER);
    isTold(story, "likely-theft");
  }

  @Test
  void aTokenWhoseRotationWasNeverAnsweredIsTheNetworksFault() {
    var story =
        connected()
            .own(50, presented(REFRESH, 1))
            .own(80, presented(AGAIN, 1))
            .own(80, reused("generation 1, late"))
            .toldAfter(90);
    assertThat(verdict(story)).isEqualTo(Verdict.LOST_ANSWER);
    assertThat(story.owner()).contains(Owner.NETWORK);
    isTold(story, "lost-answer");
  }

  @Test
  void anAnswerThatWasLostIsGivenAgainAndTheLineGoesOn() {
    var story =
        connected()
            .own(50, presented(REFRESH, 1))
            .own(52, new DeliveryFailed(REFRESH, DeliveryFailure.CONNECTION_CLOSED))
            .own(55, presented(AGAIN, 1))
            .own(55, issued(AGAIN, 3))
            .toldAfter(60);
    assertThat(story.lineage().generations())
        .extracting(Generation::number, Generation::answer, Generation::insteadOf)
        .contains(
            tuple(2, Answer.LOST, Optional.empty()), tuple(3, Answer.WRITTEN, Optional.of(2)));
    assertThat(story.lineage().replay()).isEmpty();
    isTold(story, "lost-answer-mended");
  }

  @Test
  void aRepeatWithinTheReuseIntervalIsGivenTheSameSuccessor() {
    var first =
        new RefreshPresented(
            REFRESH,
            Tale.CLIENT,
            1,
            Optional.of(Duration.ofSeconds(10)),
            Tale.BEGAN.plusSeconds(60),
            Tale.CALLER);
    var story =
        connected()
            .own(50, first)
            .own(50, issued(REFRESH, 2))
            .own(53, presented(AGAIN, 1))
            .own(53, new RefreshRepeated(AGAIN, Tale.CLIENT, 1, 1))
            .own(53, issued(AGAIN, 2))
            .own(400, presented(LATER, 2))
            .own(400, issued(LATER, 3))
            .toldAfter(500);
    assertThat(story.lineage().generations().get(2).repeats()).isEqualTo(1);
    isTold(story, "repeated-within-the-interval");
  }

  @Test
  void aCodeThatComesTwiceEndsTheLineAtItsBeginning() {
    var again = new CodePresented(AGAIN, Tale.CLIENT, Tale.BEGAN.plusSeconds(40), Tale.CALLER);
    var story =
        connected()
            .own(33, again)
            .own(33, refused(Step.TOKEN, Refusal.CODE_REPLAYED, Evidence.NONE))
            .toldAfter(40);
    assertThat(story.lineage().replay().orElseThrow().presented()).isZero();
    assertThat(LineageText.drawn(story.lineage()))
        .containsExactly("code ─ 1 ⚠ the code came again (late replay, 12.0 s)");
  }

  @Test
  void aGrantThatSomebodyEndedSaysWho() {
    var story =
        refreshed()
            .own(90, new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(ACCOUNT)))
            .toldAfter(100);
    assertThat(story.lineage().grant()).isInstanceOf(Grant.Revoked.class);
    isTold(story, "revoked-by-the-user");
  }

  @Test
  void aLongLineIsDrawnWhole() {
    var tale = connected();
    for (var generation = 1; generation < 40; generation++) {
      var attempt = new AttemptId(100L + generation);
      var second = 100L * generation;
      tale.own(
          second,
          new RefreshPresented(
              attempt, Tale.CLIENT, generation, Tale.BEGAN.plusSeconds(second + 2), Tale.CALLER));
      tale.own(second, issued(attempt, generation + 1));
    }
    var drawn = LineageText.drawn(tale.toldAfter(4_000).lineage());
    assertThat(drawn).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 88);
    assertThat(String.join(" ", drawn)).startsWith("code ─ 1 ─ 2 ").endsWith(" ─ 39 ─ 40");
  }

  private static Verdict verdict(Story story) {
    return story.lineage().replay().orElseThrow().verdict();
  }
}
