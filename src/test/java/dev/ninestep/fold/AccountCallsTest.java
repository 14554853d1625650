package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.TillId;
import org.junit.jupiter.api.Test;

/// How often an account called is what the pods have told, each its own part.
class AccountCallsTest {

  private static final AccountId ANNA = new AccountId(1, 1);
  private static final ResourceUri FILES = new ResourceUri("https://mcp.example/files");
  private static final ResourceUri MAIL = new ResourceUri("https://mcp.example/mail");
  private static final TillId HERE = new TillId(1);
  private static final TillId THERE = new TillId(2);
  private static final TillId ELSEWHERE = new TillId(3);
  private static final long NOW = NOON.getEpochSecond();

  private final AccountCalls calls = new AccountCalls();

  private void tell(AccountId account, ResourceUri resource, TillId till, int times, long second) {
    calls.see(new AccountCalled(account, resource, till, times), NOON.plusSeconds(second));
  }

  @Test
  void whatOtherPodsToldCountsForAMinute() {
    tell(ANNA, FILES, THERE, 5, 0);
    tell(ANNA, FILES, ELSEWHERE, 7, 10);
    tell(ANNA, FILES, HERE, 100, 10);
    assertThat(calls.elsewhere(ANNA, FILES, HERE, NOW + 10)).isEqualTo(12);
    assertThat(calls.elsewhere(ANNA, FILES, HERE, NOW + 59)).isEqualTo(12);
    assertThat(calls.elsewhere(ANNA, FILES, HERE, NOW + 60)).isEqualTo(7);
    assertThat(calls.elsewhere(ANNA, FILES, HERE, NOW + 70)).isZero();
  }

  @Test
  void eachAccountAndResourceIsCountedApart() {
    tell(ANNA, FILES, THERE, 5, 0);
    assertThat(calls.elsewhere(ANNA, MAIL, HERE, NOW)).isZero();
    assertThat(calls.elsewhere(new AccountId(2, 2), FILES, HERE, NOW)).isZero();
  }

  @Test
  void whoHasNotCalledForAMinuteIsForgotten() {
    tell(ANNA, FILES, THERE, 5, 0);
    tell(ANNA, MAIL, THERE, 5, 50);
    tell(new AccountId(2, 2), FILES, THERE, 5, 100);
    assertThat(calls.size()).isEqualTo(2);
    tell(new AccountId(2, 2), FILES, THERE, 5, 170);
    assertThat(calls.size()).isEqualTo(1);
  }

  /// A record that is read again after a reconnection counts once.
  @Test
  void theLedgerCountsARecordOnce() {
    var ledger = new Ledger(4);
    var called = new AccountCalled(ANNA, FILES, THERE, 5);
    var record = Facts.logged(0, 0, NOON, new Key.OfAccount(ANNA), called);
    ledger.apply(record);
    ledger.apply(record);
    assertThat(ledger.accountCalls().elsewhere(ANNA, FILES, HERE, NOW)).isEqualTo(5);
    assertThat(ledger.account(ANNA)).isEqualTo(new Account.Open());
  }
}
