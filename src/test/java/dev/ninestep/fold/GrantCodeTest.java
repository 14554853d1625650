package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.CODE;
import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.GRANT;
import static dev.ninestep.fold.Facts.IDLE;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.PAGE_ENDS;
import static dev.ninestep.fold.Facts.SECOND;
import static dev.ninestep.fold.Facts.THIRD;
import static dev.ninestep.fold.Facts.code;
import static dev.ninestep.fold.Facts.denied;
import static dev.ninestep.fold.Facts.granted;
import static dev.ninestep.fold.Facts.refresh;
import static dev.ninestep.fold.Facts.tried;
import static dev.ninestep.fold.Facts.undelivered;
import static dev.ninestep.fold.Given.given;

import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.CodeOutstanding;
import dev.ninestep.fold.Grant.Denied;
import dev.ninestep.fold.Grant.None;
import dev.ninestep.fold.Grant.Revoked;
import dev.ninestep.protocol.AttemptId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The transition table from nothing to the first tokens.
class GrantCodeTest {

  private static final Lifetimes LIVES = new Lifetimes(IDLE, NOON.plus(GRANT));
  private static final Instant CODE_ENDS = NOON.plus(CODE);
  private static final Instant SOON = NOON.plusSeconds(1);
  private static final Instant IN_TIME = NOON.plusSeconds(3);

  private static final Grant NONE = new None();
  private static final Grant DENIED = new Denied(PAGE_ENDS);
  private static final Grant OUTSTANDING = new CodeOutstanding(FIRST, CODE_ENDS, LIVES);
  private static final Grant CLOSED = new Closed(NOON);
  private static final Grant REVOKED =
      new Revoked(RevocationCause.BY_USER, Grant.NO_ATTEMPT, NOON, LIVES.endsAt());

  private static Active won(Instant at) {
    return new Active(1, at.plus(IDLE), new Presentation(SECOND, 0, CODE_ENDS, 0), false, LIVES);
  }

  private static final Active WON = won(SOON);
  private static final Active REOPENED = new Active(1, WON.expiresAt(), WON.last(), true, LIVES);

  private static Instant after(Instant moment) {
    return moment.plusMillis(1);
  }

  @Test
  void theFirstConsentOpensTheGrantUntilThePageEnds() {
    given(NONE).when(granted(FIRST), NOON).becomes(OUTSTANDING);
    given(NONE)
        .when(granted(FIRST), PAGE_ENDS)
        .becomes(
            new CodeOutstanding(
                FIRST, PAGE_ENDS.plus(CODE), new Lifetimes(IDLE, PAGE_ENDS.plus(GRANT))));
    given(NONE).when(granted(FIRST), after(PAGE_ENDS)).changesNothing();
  }

  @Test
  void aFlowIsDecidedOnce() {
    given(OUTSTANDING).when(granted(SECOND), NOON).changesNothing();
    given(OUTSTANDING).when(denied(), NOON).changesNothing();
    given(DENIED).when(granted(FIRST), NOON).changesNothing();
    given(DENIED).when(denied(), NOON).changesNothing();
    given(WON).when(granted(THIRD), NOON).changesNothing();
    given(WON).when(denied(), NOON).changesNothing();
    given(REVOKED).when(granted(FIRST), NOON).changesNothing();
    given(REVOKED).when(denied(), NOON).changesNothing();
    given(CLOSED).when(granted(FIRST), NOON).changesNothing();
    given(CLOSED).when(denied(), NOON).changesNothing();
  }

  @Test
  void aDenialIsRememberedUntilThePageEnds() {
    given(NONE).when(denied(), NOON).becomes(DENIED);
    given(NONE).when(denied(), PAGE_ENDS).becomes(DENIED);
    given(NONE).when(denied(), after(PAGE_ENDS)).changesNothing();
  }

  @Test
  void theFirstPresentationInTimeWins() {
    given(OUTSTANDING).when(code(SECOND, IN_TIME), SOON).becomes(WON);
    given(OUTSTANDING).when(code(SECOND, CODE_ENDS), CODE_ENDS).becomes(won(CODE_ENDS));
    given(OUTSTANDING).when(code(SECOND, after(CODE_ENDS)), after(CODE_ENDS)).changesNothing();
  }

  @Test
  void aRefreshTokenNeverOutlivesItsGrant() {
    var brief = new Lifetimes(IDLE, NOON.plusSeconds(30));
    given(new CodeOutstanding(FIRST, CODE_ENDS, brief))
        .when(code(SECOND, IN_TIME), SOON)
        .becomes(new Active(1, brief.endsAt(), WON.last(), false, brief));
  }

  @Test
  void whatLandsAfterItsRequestWasAnsweredCountsForNothing() {
    given(OUTSTANDING).when(code(SECOND, SOON), SOON).becomes(WON);
    given(OUTSTANDING).when(code(SECOND, SOON), after(SOON)).changesNothing();
    given(WON).when(code(THIRD, SOON), after(SOON)).changesNothing();
    given(REOPENED).when(code(THIRD, SOON), after(SOON)).changesNothing();
  }

  // TK-05
  @Test
  void aCodeBearsFourWrongVerifiersAndIsSpentByTheFifth() {
    var state = OUTSTANDING;
    for (var i = 1; i <= 4; i++) {
      var attempt = new AttemptId(100 + i);
      var tried = new CodeOutstanding(FIRST, CODE_ENDS, LIVES, new Tries(i, attempt));
      given(state).when(tried(attempt), SOON).becomes(tried);
      given(tried).when(tried(attempt), SOON).changesNothing();
      given(tried).when(code(SECOND, IN_TIME), SOON).becomes(WON);
      state = tried;
    }
    var spent = new Revoked(RevocationCause.CODE_GUESSED, THIRD, SOON, OUTSTANDING.lapsesAt());
    given(state).when(tried(THIRD), SOON).becomes(spent);
    given(spent).when(tried(THIRD), SOON).changesNothing();
    given(spent).when(code(SECOND, IN_TIME), SOON).changesNothing();
  }

  // TK-05
  @Test
  void aTryOfWhatIsNoCodeAnyMoreIsNone() {
    given(OUTSTANDING).when(tried(SECOND), CODE_ENDS.plusMillis(1)).changesNothing();
    for (var other : new Grant[] {NONE, DENIED, WON, REOPENED, REVOKED, CLOSED}) {
      given(other).when(tried(SECOND), SOON).changesNothing();
    }
  }

  @Test
  void presentingACodeTwiceRevokesItsGrant() {
    given(WON)
        .when(code(THIRD, IN_TIME), SOON)
        .becomes(new Revoked(RevocationCause.CODE_REPLAYED, THIRD, SOON, LIVES.endsAt()));
    given(WON)
        .when(code(THIRD, after(CODE_ENDS)), after(CODE_ENDS))
        .becomes(
            new Revoked(RevocationCause.CODE_REPLAYED, THIRD, after(CODE_ENDS), LIVES.endsAt()));
  }

  @Test
  void aSecondCopyOfTheFactThatWonChangesNothing() {
    given(WON).when(code(SECOND, IN_TIME), IN_TIME).changesNothing();
    given(REOPENED).when(code(SECOND, IN_TIME), IN_TIME).changesNothing();
  }

  @Test
  void aCodeWhoseTokensWereLostMayComeOnceMoreInItsLifetime() {
    given(WON).when(undelivered(SECOND), SOON).becomes(REOPENED);
    given(REOPENED).when(undelivered(SECOND), SOON).changesNothing();
    given(REOPENED)
        .when(code(THIRD, IN_TIME), IN_TIME)
        .becomes(
            new Active(
                2, IN_TIME.plus(IDLE), new Presentation(THIRD, 0, CODE_ENDS, 0), false, LIVES));
    given(REOPENED)
        .when(code(THIRD, CODE_ENDS), CODE_ENDS)
        .becomes(
            new Active(
                2, CODE_ENDS.plus(IDLE), new Presentation(THIRD, 0, CODE_ENDS, 0), false, LIVES));
    given(REOPENED).when(code(THIRD, after(CODE_ENDS)), after(CODE_ENDS)).changesNothing();
  }

  @Test
  void aLossNobodyWonIsNoLoss() {
    given(WON).when(undelivered(THIRD), SOON).changesNothing();
    given(NONE).when(undelivered(SECOND), SOON).changesNothing();
    given(OUTSTANDING).when(undelivered(SECOND), SOON).changesNothing();
    given(REVOKED).when(undelivered(SECOND), SOON).changesNothing();
    given(CLOSED).when(undelivered(SECOND), SOON).changesNothing();
  }

  @Test
  void aCodeBuysNothingWhereThereIsNoGrant() {
    given(NONE).when(code(FIRST, IN_TIME), SOON).changesNothing();
    given(DENIED).when(code(FIRST, IN_TIME), SOON).changesNothing();
    given(REVOKED).when(code(FIRST, IN_TIME), SOON).changesNothing();
    given(CLOSED).when(code(FIRST, IN_TIME), SOON).changesNothing();
    given(NONE).when(refresh(FIRST, 1, IN_TIME), SOON).changesNothing();
    given(DENIED).when(refresh(FIRST, 1, IN_TIME), SOON).changesNothing();
  }
}
