package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.CODE;
import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.GRANT;
import static dev.ninestep.fold.Facts.IDLE;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.SECOND;
import static dev.ninestep.fold.Facts.THIRD;
import static dev.ninestep.fold.Facts.code;
import static dev.ninestep.fold.Facts.refresh;
import static dev.ninestep.fold.Facts.undelivered;
import static dev.ninestep.fold.Given.given;

import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.CodeOutstanding;
import dev.ninestep.fold.Grant.Revoked;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The transition table of the line of refresh tokens.
class GrantRefreshTest {

  private static final Lifetimes LIVES = new Lifetimes(IDLE, NOON.plus(GRANT));
  private static final Instant SOON = NOON.plusSeconds(1);
  private static final Instant IN_TIME = NOON.plusSeconds(3);
  private static final Instant EXPIRES = NOON.plus(IDLE);

  /// Generation 5 is current; the presentation of generation 4 won it.
  private static final Active FIFTH =
      new Active(5, EXPIRES, new Presentation(FIRST, 4, EXPIRES, 0), false, LIVES);

  private static final Active REOPENED = new Active(5, EXPIRES, FIFTH.last(), true, LIVES);
  private static final Grant CLOSED = new Closed(NOON);
  private static final Grant REVOKED =
      new Revoked(RevocationCause.BY_USER, Grant.NO_ATTEMPT, NOON, LIVES.endsAt());

  private static Instant after(Instant moment) {
    return moment.plusMillis(1);
  }

  private static Active won(int generation, Instant at, Presentation by) {
    return new Active(generation, at.plus(IDLE), by, false, LIVES);
  }

  private static Revoked reused(Instant at) {
    return new Revoked(RevocationCause.REFRESH_REUSED, SECOND, at, LIVES.endsAt());
  }

  @Test
  void theCurrentGenerationWinsTheNext() {
    given(FIFTH)
        .when(refresh(SECOND, 5, IN_TIME), SOON)
        .becomes(won(6, SOON, new Presentation(SECOND, 5, EXPIRES, 0)));
    given(REOPENED)
        .when(refresh(SECOND, 5, IN_TIME), SOON)
        .becomes(won(6, SOON, new Presentation(SECOND, 5, EXPIRES, 0)));
  }

  @Test
  void aRefreshTokenThatWasIdleTooLongChangesNothing() {
    given(FIFTH)
        .when(refresh(SECOND, 5, EXPIRES), EXPIRES)
        .becomes(won(6, EXPIRES, new Presentation(SECOND, 5, EXPIRES, 0)));
    given(FIFTH).when(refresh(SECOND, 5, after(EXPIRES)), after(EXPIRES)).changesNothing();
  }

  @Test
  void rotationDoesNotMoveTheEndOfTheGrant() {
    var lateInLife = LIVES.endsAt().minusSeconds(10);
    var held = new Active(5, LIVES.endsAt(), FIFTH.last(), false, LIVES);
    given(held)
        .when(refresh(SECOND, 5, LIVES.endsAt()), lateInLife)
        .becomes(
            new Active(
                6, LIVES.endsAt(), new Presentation(SECOND, 5, LIVES.endsAt(), 0), false, LIVES));
  }

  @Test
  void anyOlderGenerationRevokesTheGrant() {
    given(FIFTH).when(refresh(SECOND, 3, IN_TIME), SOON).becomes(reused(SOON));
    given(FIFTH).when(refresh(SECOND, 1, IN_TIME), SOON).becomes(reused(SOON));
    given(FIFTH)
        .when(refresh(SECOND, 4, after(EXPIRES)), after(EXPIRES))
        .becomes(reused(after(EXPIRES)));
  }

  @Test
  void theGenerationBeforeRightAfterItsRotationIsARaceAndNoLongerOneLater() {
    var raced = NOON.plusSeconds(10).minusMillis(1);
    given(FIFTH)
        .when(refresh(SECOND, 4, raced), raced)
        .becomes(new Revoked(RevocationCause.REFRESH_RACED, SECOND, raced, LIVES.endsAt()));
    var late = NOON.plusSeconds(10);
    given(FIFTH).when(refresh(SECOND, 4, late), late).becomes(reused(late));
  }

  @Test
  void nearTheEndOfTheGrantNothingIsSaidToBeARace() {
    var held = new Active(5, LIVES.endsAt(), FIFTH.last(), false, LIVES);
    given(held).when(refresh(SECOND, 4, IN_TIME), SOON).becomes(reused(SOON));
  }

  @Test
  void theCodeRevokesTheGrantAtAnyGeneration() {
    given(FIFTH)
        .when(code(SECOND, IN_TIME), SOON)
        .becomes(new Revoked(RevocationCause.CODE_REPLAYED, SECOND, SOON, LIVES.endsAt()));
    given(REOPENED)
        .when(code(SECOND, IN_TIME), SOON)
        .becomes(new Revoked(RevocationCause.CODE_REPLAYED, SECOND, SOON, LIVES.endsAt()));
  }

  @Test
  void whatLandsAfterItsRequestWasAnsweredCountsForNothing() {
    given(FIFTH).when(refresh(SECOND, 5, SOON), after(SOON)).changesNothing();
    given(FIFTH).when(refresh(SECOND, 4, SOON), after(SOON)).changesNothing();
    given(REOPENED).when(refresh(SECOND, 4, SOON), after(SOON)).changesNothing();
  }

  @Test
  void aSecondCopyOfTheFactThatWonChangesNothing() {
    given(FIFTH).when(refresh(FIRST, 4, IN_TIME), IN_TIME).changesNothing();
    given(REOPENED).when(refresh(FIRST, 4, IN_TIME), IN_TIME).changesNothing();
  }

  @Test
  void whatWasLostComesAgainAndItsSuccessorIsDead() {
    given(FIFTH).when(undelivered(FIRST), SOON).becomes(REOPENED);
    var again = won(6, SOON, new Presentation(SECOND, 4, EXPIRES, 0));
    given(REOPENED).when(refresh(SECOND, 4, IN_TIME), SOON).becomes(again);
    given(again)
        .when(refresh(THIRD, 5, IN_TIME), IN_TIME)
        .becomes(new Revoked(RevocationCause.LOST_ANSWER_CAME, THIRD, IN_TIME, LIVES.endsAt()));
  }

  @Test
  void whatWasLostComesAgainOnlyOnceForEachLoss() {
    var again = won(6, SOON, new Presentation(SECOND, 4, EXPIRES, 0));
    given(again)
        .when(refresh(THIRD, 4, IN_TIME), IN_TIME)
        .becomes(new Revoked(RevocationCause.REFRESH_RACED, THIRD, IN_TIME, LIVES.endsAt()));
    given(again).when(undelivered(FIRST), IN_TIME).changesNothing();
    given(again)
        .when(undelivered(SECOND), IN_TIME)
        .becomes(new Active(6, again.expiresAt(), again.last(), true, LIVES));
  }

  @Test
  void whatWasLostComesAgainOnlyInItsOwnLifetime() {
    given(REOPENED)
        .when(refresh(SECOND, 4, EXPIRES), EXPIRES)
        .becomes(won(6, EXPIRES, new Presentation(SECOND, 4, EXPIRES, 0)));
    given(REOPENED).when(refresh(SECOND, 4, after(EXPIRES)), after(EXPIRES)).changesNothing();
  }

  @Test
  void onlyWhatWasLostComesAgain() {
    given(REOPENED).when(refresh(SECOND, 3, IN_TIME), SOON).becomes(reused(SOON));
  }

  @Test
  void aTokenAheadOfTheLogHealsTheGrantToIt() {
    given(FIFTH)
        .when(refresh(SECOND, 6, IN_TIME), SOON)
        .becomes(won(7, SOON, new Presentation(SECOND, 6, EXPIRES, 1)));
    given(FIFTH)
        .when(refresh(SECOND, 9, after(EXPIRES)), after(EXPIRES))
        .becomes(won(10, after(EXPIRES), new Presentation(SECOND, 9, EXPIRES, 4)));
    given(new CodeOutstanding(FIRST, NOON.plus(CODE), LIVES))
        .when(refresh(SECOND, 2, IN_TIME), SOON)
        .becomes(won(3, SOON, new Presentation(SECOND, 2, SOON.plus(IDLE), 2)));
  }

  @Test
  void nothingRefreshesWhatHasEnded() {
    given(REVOKED).when(refresh(SECOND, 5, IN_TIME), SOON).changesNothing();
    given(REVOKED).when(refresh(SECOND, 6, IN_TIME), SOON).changesNothing();
    given(CLOSED).when(refresh(SECOND, 5, IN_TIME), SOON).changesNothing();
  }
}
