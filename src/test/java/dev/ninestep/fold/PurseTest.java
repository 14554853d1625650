package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.SECOND;
import static dev.ninestep.fold.Facts.charged;
import static dev.ninestep.fold.Facts.credited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Event;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.TillId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What credits and charges make of the money of an account.
class PurseTest {

  private static final Account OPEN = new Account.Open();
  private static final TillId TILL = new TillId(1);
  private static final TillId OTHER = new TillId(2);

  private static Account after(Account before, Event... events) {
    var account = before;
    for (var event : events) {
      account = account.evolve(event, NOON);
    }
    return account;
  }

  private static long balance(Event... events) {
    return after(OPEN, events).purse().balance().micros();
  }

  @Test
  void aCreditCountsOnceUnderItsKeyHoweverOftenItIsSent() {
    assertThat(balance(credited(FIRST, "a", 70), credited(SECOND, "a", 70))).isEqualTo(70);
    assertThat(balance(credited(FIRST, "a", 70), credited(SECOND, "a", 9))).isEqualTo(70);
    assertThat(balance(credited(FIRST, "a", 70), credited(SECOND, "b", 70))).isEqualTo(140);
  }

  @Test
  void theFirstAmountUnderAKeyIsTheOneThatIsKnown() {
    var purse = after(OPEN, credited(FIRST, "a", 70), credited(SECOND, "a", 9)).purse();
    assertThat(purse.credit(new CreditKey("a")))
        .contains(new Credit(new CreditKey("a"), new Amount(70), FIRST));
  }

  @Test
  void noCreditTakesABalanceBeyondTheMostThereCanBe() {
    var most = Amount.MOST.micros();
    assertThat(balance(credited(FIRST, "a", most), credited(FIRST, "b", 1))).isEqualTo(most);
    assertThat(balance(credited(FIRST, "a", 0))).isZero();
    assertThat(balance(credited(FIRST, "a", -5))).isZero();
  }

  @Test
  void ofAChargeOnlyWhatWasNotHeardOfCounts() {
    assertThat(balance(charged(TILL, 0, 5), charged(TILL, 0, 5))).as("again").isEqualTo(-5);
    assertThat(balance(charged(TILL, 0, 5), charged(TILL, 0, 12))).as("more").isEqualTo(-12);
    assertThat(balance(charged(TILL, 0, 12), charged(TILL, 0, 5))).as("late").isEqualTo(-12);
    assertThat(balance(charged(TILL, 0, 5), charged(TILL, 5, 7))).as("next").isEqualTo(-12);
    assertThat(balance(charged(TILL, 0, 5), charged(OTHER, 0, 5))).as("another").isEqualTo(-10);
  }

  @Test
  void aTillThatIsKnownNoLongerGoesOnWhereItStood() {
    var others =
        IntStream.range(0, Purse.MOST_TILLS)
            .mapToObj(i -> charged(new TillId(100 + i), 0, 1))
            .toArray(Event[]::new);
    var account = after(after(OPEN, charged(TILL, 0, 5)), others);
    assertThat(account.purse().takenBy(TILL)).isEmpty();
    assertThat(after(account, charged(TILL, 5, 2)).purse().balance().micros())
        .isEqualTo(-5 - Purse.MOST_TILLS - 2);
  }

  @Test
  void aTillThatIsAheadOfTheLogProvesThatItLostItsEndAndLosesNothing() {
    assertThat(balance(charged(TILL, 5, 2))).isEqualTo(-7);
    assertThat(balance(charged(TILL, 0, 5), charged(TILL, 9, 2))).isEqualTo(-11);
  }

  @Test
  void aKeyIsForgottenAfterAHundredMoreCredits() {
    var keys = IntStream.rangeClosed(0, Purse.MOST_CREDITS).mapToObj(i -> "key" + i);
    var account = after(OPEN, keys.map(k -> credited(FIRST, k, 1)).toArray(Event[]::new));
    assertThat(account.purse().credits()).hasSize(Purse.MOST_CREDITS);
    assertThat(account.purse().credit(new CreditKey("key0"))).isEmpty();
    assertThat(account.purse().credit(new CreditKey("key1"))).isPresent();
  }

  @Test
  void aSuspensionTakesNoMoney() {
    var suspended = after(OPEN, credited(FIRST, "a", 70), Facts.suspended(), charged(TILL, 0, 5));
    assertThat(suspended).isInstanceOf(Account.Suspended.class);
    assertThat(suspended.purse().balance().micros()).isEqualTo(65);
    var again = after(suspended, Facts.reinstated(), credited(SECOND, "a", 70));
    assertThat(again.purse().balance().micros()).isEqualTo(65);
  }

  /// Whatever comes twice, late or overlapping, the balance is each credit once less what each till
  /// took in all.
  @RepeatedTest(200)
  void theBalanceIsCreditsLessCharges(RepetitionInfo seed) {
    var random = new SplittableRandom(seed.getCurrentRepetition());
    var totals = new HashMap<TillId, Long>();
    var told = new ArrayList<Event>();
    var account = OPEN;
    var given = 0L;
    for (var i = 0; i < 60; i++) {
      var till = new TillId(random.nextInt(4));
      if (random.nextInt(4) == 0) {
        told.add(credited(FIRST, "key" + i, 1_000 + i));
        given += 1_000 + i;
      } else {
        var known = account.purse().takenBy(till).map(Amount::micros).orElse(0L);
        var total = totals.merge(till, random.nextLong(1, 50), Long::sum);
        told.add(charged(till, known, total - known));
      }
      account = after(account, told.getLast(), told.get(random.nextInt(told.size())));
    }
    var taken = totals.values().stream().mapToLong(Long::longValue).sum();
    assertThat(account.purse().balance().micros()).isEqualTo(given - taken);
  }
}
