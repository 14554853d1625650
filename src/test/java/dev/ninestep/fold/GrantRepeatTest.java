package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.IDLE;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.SECOND;
import static dev.ninestep.fold.Facts.THIRD;
import static dev.ninestep.fold.Facts.refresh;
import static dev.ninestep.fold.Facts.reusable;
import static dev.ninestep.fold.Facts.undelivered;
import static dev.ninestep.fold.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Revoked;
import dev.ninestep.protocol.AttemptId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The transition table where a rotated refresh token may come again for a while.
class GrantRepeatTest {

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Instant EXPIRES = NOON.plus(IDLE);
  private static final Lifetimes LIVES = new Lifetimes(IDLE, NOON.plus(Facts.GRANT));
  private static final Instant WINDOW_ENDS = NOON.plusSeconds(10);

  private static final Active FIFTH =
      new Active(5, EXPIRES, new Presentation(FIRST, 4, EXPIRES, 0), false, LIVES);

  /// Generation 6 is current; generation 5 was rotated at noon.
  private static final Active ROTATED = after(SECOND, 0);

  private static Active after(AttemptId attempt, int count) {
    var last = new Presentation(attempt, 5, EXPIRES, 0, new Repeats(WINDOW_ENDS, count));
    return new Active(6, EXPIRES, last, false, LIVES);
  }

  @Test
  void theWindowOpensWithTheRotationThatAsksForIt() {
    given(FIFTH).when(reusable(SECOND, 5, TEN_SECONDS), NOON).becomes(ROTATED);
    assertThat(Repeats.from(NOON.plusMillis(1), TEN_SECONDS).until())
        .isEqualTo(WINDOW_ENDS.plusSeconds(1));
  }

  @Test
  void withinTheWindowARepeatGetsTheSameSuccessor() {
    var last = WINDOW_ENDS.minusMillis(1);
    given(ROTATED).when(reusable(THIRD, 5, TEN_SECONDS), last).becomes(after(THIRD, 1));
    given(after(THIRD, 1)).when(reusable(THIRD, 5, TEN_SECONDS), last).changesNothing();
  }

  @Test
  void whatOpensTheWindowIsTheRotationAndNotTheRepeat() {
    given(ROTATED).when(refresh(THIRD, 5, LATER), NOON).becomes(after(THIRD, 1));
    given(new Active(6, EXPIRES, new Presentation(SECOND, 5, EXPIRES, 0), false, LIVES))
        .when(reusable(THIRD, 5, TEN_SECONDS), NOON)
        .becomes(raced(NOON));
  }

  @Test
  void afterTheWindowARepeatIsReuse() {
    given(ROTATED).when(reusable(THIRD, 5, TEN_SECONDS), WINDOW_ENDS).becomes(reused(WINDOW_ENDS));
  }

  @Test
  void afterTooManyARepeatIsReuse() {
    given(after(SECOND, Repeats.MOST))
        .when(reusable(THIRD, 5, TEN_SECONDS), NOON)
        .becomes(raced(NOON));
  }

  @Test
  void onlyWhatWasRotatedLastMayComeAgain() {
    given(ROTATED).when(reusable(THIRD, 4, TEN_SECONDS), NOON).becomes(reused(NOON));
  }

  @Test
  void whoHoldsTheSuccessorGoesOn() {
    var last = new Presentation(THIRD, 6, EXPIRES, 0, new Repeats(NOON.plusSeconds(10), 0));
    given(after(SECOND, 3))
        .when(reusable(THIRD, 6, TEN_SECONDS), NOON)
        .becomes(new Active(7, EXPIRES, last, false, LIVES));
  }

  @Test
  void anUndeliveredRepeatKeepsTheSuccessorThatOthersHold() {
    var repeated = after(THIRD, 1);
    var reopened = new Active(6, EXPIRES, repeated.last(), true, LIVES);
    given(repeated).when(undelivered(THIRD), NOON).becomes(reopened);
    given(reopened).when(reusable(FIRST, 5, TEN_SECONDS), WINDOW_ENDS).becomes(after(FIRST, 2));
    given(repeated).when(undelivered(SECOND), NOON).changesNothing();
  }

  @Test
  void anUndeliveredRotationIsIssuedAnew() {
    var reopened = new Active(6, EXPIRES, ROTATED.last(), true, LIVES);
    given(ROTATED).when(undelivered(SECOND), NOON).becomes(reopened);
    var again = new Presentation(THIRD, 5, EXPIRES, 0, new Repeats(WINDOW_ENDS, 0));
    given(reopened)
        .when(reusable(THIRD, 5, TEN_SECONDS), NOON)
        .becomes(new Active(7, EXPIRES, again, false, LIVES));
  }

  @Test
  void whereRecordsWereLostNothingMayComeAgain() {
    given(FIFTH)
        .when(reusable(SECOND, 7, TEN_SECONDS), NOON)
        .becomes(new Active(8, EXPIRES, new Presentation(SECOND, 7, EXPIRES, 2), false, LIVES));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Presentation(FIRST, 4, EXPIRES, 1, new Repeats(NOON, 0)));
  }

  @Test
  void repeatsAreBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Repeats(NOON, Repeats.MOST + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Repeats(NOON.plusMillis(1), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reusable(FIRST, 1, Duration.ofSeconds(61)));
    assertThatIllegalArgumentException().isThrownBy(() -> reusable(FIRST, 1, Duration.ZERO));
  }

  private static Revoked raced(Instant at) {
    return new Revoked(RevocationCause.REFRESH_RACED, THIRD, at, LIVES.endsAt());
  }

  private static Revoked reused(Instant at) {
    return new Revoked(RevocationCause.REFRESH_REUSED, THIRD, at, LIVES.endsAt());
  }
}
