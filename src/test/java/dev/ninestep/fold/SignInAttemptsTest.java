package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.undelivered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.SignInAttempts.Hold;
import dev.ninestep.fold.SignInAttempts.Limits;
import dev.ninestep.protocol.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

  private static final String LOGIN = "l".repeat(43);
  private static final Caller HERE = new Caller("here", "192.0.2.0/24", Optional.empty());
  private static final Caller THERE = new Caller("there", "203.0.113.0/24", Optional.empty());
  private static final Limits LIMITS = new Limits(3, 2, 100, 100);
  private static final Hold FREE = new Hold.None();

  private final Ledger ledger = new Ledger(0);
  private long offset;

  private Guesses apply(Event event, Instant at) {
    var key = new Key.OfLogin(LOGIN);
    return (Guesses) ledger.apply(Facts.logged(0, offset++, at, key, event));
  }

  private static PasswordPresented presented(long attempt, Caller caller) {
    return new PasswordPresented(new AttemptId(attempt), LOGIN, caller);
  }

  private Hold judged(PasswordPresented presented, Instant at) {
    return ledger.signIns().hold(apply(presented, at), presented, LIMITS, at);
  }

  private Hold hold(Caller caller, Instant now) {
    return ledger.signIns().hold(LOGIN, caller, LIMITS, now);
  }

  /// (LG-06)
  @Test
  void aPresentationIsJudgedByThoseBeforeItWheneverItIsAskedAbout() {
    var presentations =
        new PasswordPresented[] {presented(1, HERE), presented(2, THERE), presented(3, HERE)};
    for (var one : presentations) {
      apply(one, NOON);
    }
    var late = presented(4, THERE);
    var after = apply(late, NOON);

    for (var one : presentations) {
      assertThat(ledger.signIns().hold(after, one, LIMITS, NOON)).isEqualTo(FREE);
    }
    assertThat(ledger.signIns().hold(after, late, LIMITS, NOON)).isEqualTo(new Hold.OfLogin());
  }

  @Test
  void aPresentationDeliveredTwiceCountsOnce() {
    apply(presented(1, HERE), NOON);
    assertThat(apply(presented(1, HERE), NOON).open()).hasSize(1);
    assertThat(hold(HERE, NOON)).isEqualTo(FREE);
  }

  @Test
  void theRightOneMakesGoodTheNameButOnlyItselfAtItsAddress() {
    assertThat(judged(presented(1, HERE), NOON)).isEqualTo(FREE);
    assertThat(judged(presented(2, HERE), NOON)).isEqualTo(FREE);
    apply(new PasswordAccepted(new AttemptId(2), LOGIN, HERE), NOON);

    assertThat(judged(presented(3, HERE), NOON)).isEqualTo(FREE);
    assertThat(hold(HERE, NOON)).isEqualTo(new Hold.OfSource(Duration.ofMinutes(1)));
    assertThat(hold(THERE, NOON)).isEqualTo(FREE);
  }

  @Test
  void whatCouldNotBeAnsweredCountsNowhere() {
    apply(presented(1, HERE), NOON);
    apply(presented(2, HERE), NOON);
    assertThat(apply(undelivered(new AttemptId(1)), NOON).open()).hasSize(1);
    assertThat(hold(HERE, NOON)).isEqualTo(FREE);
  }

  @Test
  void aNameWhoseRecordCannotBeReadIsHeldForAQuarterOfAnHour() {
    var position = new Position(Topic.FLOW, 0, offset++);
    ledger.apply(
        new Logged.Unreadable(position, NOON, Optional.of(new Key.OfLogin(LOGIN)), "no JSON"));

    assertThat(hold(HERE, NOON.plus(Duration.ofMinutes(15)).minusMillis(1)))
        .isEqualTo(new Hold.OfLogin());
    assertThat(hold(HERE, NOON.plus(Duration.ofMinutes(15)))).isEqualTo(FREE);
  }

  @Test
  void whatCountsNoMoreIsGivenBack() {
    apply(presented(1, HERE), NOON);
    assertThat(ledger.signIns().size()).isEqualTo(4);

    apply(presented(2, THERE), NOON.plus(Duration.ofMinutes(16)));
    assertThat(ledger.signIns().size()).isEqualTo(4);
  }
}
