package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.SECOND;
import static dev.ninestep.fold.Facts.assertion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.OneTime.Closed;
import dev.ninestep.fold.OneTime.Unused;
import dev.ninestep.fold.OneTime.Used;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneTimeTest {

  private static final Instant EXPIRES = NOON.plusSeconds(300);
  private static final Used USED = new Used(FIRST, EXPIRES);
  private static final String HASH = "h".repeat(43);
  private static final Key KEY = new Key.OfOneTime(HASH);

  @Test
  void theFirstPresentationInTimeCountsAndNoOther() {
    assertThat(new Unused().evolve(assertion(FIRST, EXPIRES), EXPIRES)).isEqualTo(USED);
    assertThat(USED.evolve(assertion(SECOND, EXPIRES), NOON)).isEqualTo(USED);
    assertThat(USED.evolve(assertion(FIRST, EXPIRES), NOON)).isEqualTo(USED);
  }

  @Test
  void theProofOfAKeyCountsOnceLikeAnAssertion() {
    assertThat(new Unused().evolve(Facts.proof(FIRST, EXPIRES), NOON)).isEqualTo(USED);
    assertThat(USED.evolve(Facts.proof(SECOND, EXPIRES), NOON)).isEqualTo(USED);
    assertThat(new Unused().evolve(Facts.proof(FIRST, EXPIRES), EXPIRES.plusMillis(1)))
        .isEqualTo(new Unused());
  }

  @Test
  void whatHasLapsedOnTheWayDoesNotCount() {
    var late = EXPIRES.plusMillis(1);
    assertThat(new Unused().evolve(assertion(FIRST, EXPIRES), late)).isEqualTo(new Unused());
  }

  @Test
  void noOtherFactTouchesIt() {
    for (var event : Facts.heeded(FIRST, NOON)) {
      assertThat(new Unused().evolve(event, NOON)).isEqualTo(new Unused());
      assertThat(USED.evolve(event, NOON)).isEqualTo(USED);
    }
  }

  @Test
  void itsKeyIsReadAsItIsWritten() {
    assertThat(Key.parse(KEY.toString())).contains(KEY);
    assertThat(Key.parse("once/short")).isEmpty();
  }

  @Test
  void theLedgerForgetsWhatHasLapsed() {
    var ledger = new Ledger(16);
    ledger.apply(Facts.logged(0, 0, NOON, KEY, assertion(FIRST, EXPIRES)));
    assertThat(ledger.oneTime(HASH, EXPIRES)).isEqualTo(USED);
    assertThat(ledger.oneTime(HASH, EXPIRES.plusMillis(1))).isEqualTo(new Unused());
  }

  @Test
  void whatCannotBeReadCountsAsUsed() {
    var ledger = new Ledger(16);
    var where = new Position(Topic.FLOW, 0, 0);
    ledger.apply(new Logged.Unreadable(where, NOON, Optional.of(KEY), "test"));
    assertThat(ledger.oneTime(HASH, NOON)).isEqualTo(new Closed(NOON));
    assertThat(new Closed(NOON).evolve(assertion(FIRST, EXPIRES), NOON))
        .isEqualTo(new Closed(NOON));
  }

  @Test
  void theTableGivesBackWhatIsPast() {
    var past = new Instant[] {NOON};
    var table = new OneTimes(() -> past[0]);
    for (var i = 0; i < 3_000; i++) {
      table.put("a" + i, USED);
    }
    assertThat(table.size()).isEqualTo(3_000);
    past[0] = EXPIRES.plusMillis(1);
    for (var i = 0; i < 3_000; i++) {
      table.put("b" + i, new Used(SECOND, EXPIRES.plusSeconds(300)));
    }
    assertThat(table.size()).isLessThan(4_500);
    assertThat(table.get("b0", NOON)).isInstanceOf(Used.class);
  }
}
