package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.CODE;
import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.GRANT;
import static dev.ninestep.fold.Facts.IDLE;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.PAGE_ENDS;
import static dev.ninestep.fold.Facts.revoked;
import static dev.ninestep.fold.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Event;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.CodeOutstanding;
import dev.ninestep.fold.Grant.Denied;
import dev.ninestep.fold.Grant.None;
import dev.ninestep.fold.Grant.Revoked;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How grants end, and what never touches them.
class GrantEndTest {

  private static final Lifetimes LIVES = new Lifetimes(IDLE, NOON.plus(GRANT));
  private static final Instant SOON = NOON.plusSeconds(1);

  private static final Grant NONE = new None();
  private static final Grant DENIED = new Denied(PAGE_ENDS);
  private static final Grant OUTSTANDING = new CodeOutstanding(FIRST, NOON.plus(CODE), LIVES);
  private static final Grant ACTIVE =
      new Active(5, NOON.plus(IDLE), new Presentation(FIRST, 4, NOON, 0), false, LIVES);
  private static final Grant REVOKED =
      new Revoked(RevocationCause.REFRESH_REUSED, FIRST, NOON, LIVES.endsAt());
  private static final Grant CLOSED = new Closed(NOON);

  @Test
  void whoeverRevokesIsRemembered() {
    given(ACTIVE).when(revoked(RevokedBy.USER), SOON).becomes(by(RevocationCause.BY_USER));
    given(ACTIVE).when(revoked(RevokedBy.CLIENT), SOON).becomes(by(RevocationCause.BY_CLIENT));
    given(ACTIVE).when(revoked(RevokedBy.OPERATOR), SOON).becomes(by(RevocationCause.BY_OPERATOR));
    given(OUTSTANDING).when(revoked(RevokedBy.USER), SOON).becomes(by(RevocationCause.BY_USER));
  }

  private static Revoked by(RevocationCause cause) {
    return new Revoked(cause, Grant.NO_ATTEMPT, SOON, LIVES.endsAt());
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNotBegunOrHasEndedCannotBeRevoked(RevokedBy by) {
    given(NONE).when(revoked(by), SOON).changesNothing();
    given(DENIED).when(revoked(by), SOON).changesNothing();
    given(REVOKED).when(revoked(by), SOON).changesNothing();
    given(CLOSED).when(revoked(by), SOON).changesNothing();
  }

  @Test
  void noOtherFactTouchesAGrant() {
    for (var fact : Facts.unheeded()) {
      for (var state : List.of(NONE, DENIED, OUTSTANDING, ACTIVE, REVOKED, CLOSED)) {
        given(state).when(fact, SOON).changesNothing();
      }
    }
  }

  @Test
  void everyKindOfFactIsInTheseTables() {
    Set<Class<?>> kinds = new HashSet<>(List.of(Event.class.getPermittedSubclasses()));
    Facts.unheeded().forEach(fact -> kinds.remove(fact.getClass()));
    Facts.heeded(FIRST, SOON).forEach(fact -> kinds.remove(fact.getClass()));
    assertThat(kinds).isEmpty();
  }

  @Test
  void onlyAnActiveGrantStands() {
    assertThat(List.of(NONE, DENIED, OUTSTANDING, REVOKED, CLOSED)).noneMatch(Grant::stands);
    assertThat(ACTIVE.stands()).isTrue();
  }

  @Test
  void everyStateLapsesWhenNothingCanComeOfItAnyMore() {
    assertThat(NONE.lapsesAt()).isEqualTo(Instant.MIN);
    assertThat(DENIED.lapsesAt()).isEqualTo(PAGE_ENDS);
    assertThat(OUTSTANDING.lapsesAt()).isEqualTo(NOON.plus(CODE).plusSeconds(3_600));
    assertThat(ACTIVE.lapsesAt()).isEqualTo(LIVES.endsAt());
    assertThat(REVOKED.lapsesAt()).isEqualTo(LIVES.endsAt());
    assertThat(CLOSED.lapsesAt()).isEqualTo(Instant.MAX);
  }
}
