package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.SECOND;
import static dev.ninestep.fold.Facts.code;
import static dev.ninestep.fold.Facts.granted;
import static dev.ninestep.fold.Facts.grantedBy;
import static dev.ninestep.fold.Facts.logged;
import static dev.ninestep.fold.Facts.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ninestep.event.ClientUsed;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Grant.Active;
import dev.ninestep.fold.Grant.Closed;
import dev.ninestep.fold.Grant.CodeOutstanding;
import dev.ninestep.fold.Grant.None;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The ledger applies each record once, and only to what it is about.
class LedgerTest {

  private static final FlowId FLOW = new FlowId(7, 7);
  private static final Key KEY = new Key.OfFlow(FLOW);
  private static final Instant SOON = NOON.plusSeconds(1);
  private static final Instant LATER = NOON.plusSeconds(3_600 * 24 * 365);

  private final Ledger ledger = new Ledger(0);

  /// Flows that all go to one small part of the table.
  private static FlowId neighbour(int number) {
    return new FlowId(8, number);
  }

  @Test
  void aRecordThatIsReadAgainChangesNothing() {
    ledger.apply(logged(0, 0, NOON, KEY, granted(FIRST)));
    ledger.apply(logged(0, 1, SOON, KEY, code(SECOND, SOON)));
    var active = ledger.apply(logged(0, 2, SOON, KEY, refresh(FIRST, 1, SOON)));
    assertThat(active).isInstanceOf(Active.class);
    assertThat(ledger.apply(logged(0, 1, SOON, KEY, code(SECOND, SOON)))).isEqualTo(active);
    assertThat(ledger.apply(logged(0, 2, SOON, KEY, refresh(FIRST, 1, SOON)))).isEqualTo(active);
    assertThat(ledger.nextOffset(0)).isEqualTo(3);
  }

  @Test
  void aRestoredLedgerGoesOnWhereItWasLeft() {
    ledger.apply(logged(0, 0, NOON, KEY, granted(FIRST)));
    var restored = new Ledger(0);
    ledger.grants().forEach(restored::restore);
    restored.restore(0, ledger.nextOffset(0));
    assertThat(restored.apply(logged(0, 0, NOON, KEY, granted(FIRST))))
        .isInstanceOf(CodeOutstanding.class);
    assertThat(restored.apply(logged(0, 1, SOON, KEY, code(SECOND, SOON))))
        .isInstanceOf(Active.class);
  }

  @Test
  void aPartitionThatIsAheadTakesNothingFromOneThatIsBehind() {
    ledger.apply(logged(0, 0, NOON, KEY, granted(FIRST)));
    for (var i = 0; i < 100; i++) {
      ledger.apply(logged(1, i, LATER, new Key.OfFlow(neighbour(i)), grantedBy(LATER)));
    }
    assertThat(ledger.apply(logged(0, 1, SOON, KEY, code(SECOND, SOON))))
        .isInstanceOf(Active.class);
  }

  @Test
  void whatAllPartitionsHaveLeftBehindIsGivenBack() {
    for (var i = 0; i < 100; i++) {
      ledger.apply(logged(0, i, NOON, new Key.OfFlow(neighbour(i)), granted(FIRST)));
    }
    assertThat(ledger.grants().size()).isEqualTo(100);
    for (var i = 100; i < 200; i++) {
      var key = new Key.OfFlow(neighbour(i));
      ledger.apply(logged(0, i, LATER, key, grantedBy(LATER)));
    }
    assertThat(ledger.grants().size()).isBetween(100L, 180L);
  }

  /// REG-27.
  @Test
  void clientsThatNobodyLetInTakeNoRoomAfterADay() {
    for (var i = 0; i < 100; i++) {
      var id = new ClientId("client-" + i);
      ledger.apply(logged(0, i, NOON, new Key.OfClient(id), Facts.registered()));
    }
    var used = new ClientId("client-7");
    ledger.apply(logged(0, 100, NOON, new Key.OfClient(used), new ClientUsed(used)));
    assertThat(ledger.registrationWait("hash", 101, NOON)).isZero();
    assertThat(ledger.registrationWait("hash", 100, NOON)).isEqualTo(Duration.ofHours(1));
    assertThat(ledger.registrationWait("hash", 100, NOON.plusMillis(3_599_001))).hasSeconds(1);
    assertThat(ledger.registrationWait("hash", 1, NOON.plus(Duration.ofHours(1)))).isZero();
    assertThat(ledger.registrationWait("another", 1, NOON)).isZero();

    var next = new ClientId("the-next-day");
    ledger.apply(logged(0, 101, LATER, new Key.OfClient(next), Facts.registered()));
    assertThat(ledger.clients()).containsOnlyKeys(used, next);
    assertThat(ledger.client(new ClientId("client-8"))).isEqualTo(new Client.Unknown());
  }

  /// REG-26.
  @Test
  void aClientThatIsHeardOfAgainIsLetGoADayAfterThat() {
    var key = new Key.OfClient(Facts.CLIENT);
    var again = NOON.plus(Duration.ofHours(23));
    ledger.apply(logged(0, 0, NOON, key, Facts.registered()));
    ledger.apply(logged(0, 1, again, key, Facts.registered()));
    var aDayAfterTheFirst = NOON.plus(Duration.ofHours(26));
    ledger.apply(logged(0, 2, aDayAfterTheFirst, newcomer("second"), Facts.registered()));
    assertThat(ledger.clients()).containsKey(Facts.CLIENT);

    var restored = new Ledger(0);
    ledger.clients().forEach(restored::restore);
    restored.restore(0, ledger.nextOffset(0));
    var aDayAfterTheLast = again.plus(Duration.ofHours(25));
    for (var one : List.of(ledger, restored)) {
      one.apply(logged(0, 3, aDayAfterTheLast, newcomer("third"), Facts.registered()));
      assertThat(one.client(Facts.CLIENT)).isEqualTo(new Client.Unknown());
      assertThat(one.clients()).containsOnlyKeys(new ClientId("second"), new ClientId("third"));
    }
  }

  private static Key newcomer(String id) {
    return new Key.OfClient(new ClientId(id));
  }

  @Test
  void anUnreadableRecordClosesWhatItIsAboutAndNothingElse() {
    var other = new Key.OfFlow(neighbour(1));
    ledger.apply(logged(0, 0, NOON, KEY, granted(FIRST)));
    ledger.apply(logged(0, 1, NOON, other, granted(FIRST)));
    assertThat(ledger.apply(unreadable(2, Optional.of(KEY)))).isEqualTo(new Closed(SOON));
    assertThat(ledger.apply(logged(0, 3, SOON, KEY, code(SECOND, SOON))))
        .isEqualTo(new Closed(SOON));
    assertThat(ledger.apply(logged(0, 4, SOON, other, code(SECOND, SOON))))
        .isInstanceOf(Active.class);
  }

  @Test
  void anUnreadableRecordClosesClientsAndAccountsToo() {
    var client = new ClientId("client");
    var account = new AccountId(1, 1);
    assertThat(ledger.apply(unreadable(0, Optional.of(new Key.OfClient(client)))))
        .isEqualTo(new Client.Closed(SOON));
    assertThat(ledger.client(client)).isEqualTo(new Client.Closed(SOON));
    assertThat(ledger.apply(unreadable(1, Optional.of(new Key.OfAccount(account)))))
        .isEqualTo(new Account.Closed(SOON));
    assertThat(ledger.account(account).isOpen()).isFalse();
  }

  @Test
  void anUnreadableRecordWithoutAKeyIsCountedAndClosesNothing() {
    ledger.apply(logged(0, 0, NOON, KEY, granted(FIRST)));
    assertThat(ledger.apply(unreadable(1, Optional.empty()))).isEqualTo(new None());
    assertThat(ledger.nextOffset(0)).isEqualTo(2);
    assertThat(ledger.grant(FLOW, NOON)).isInstanceOf(CodeOutstanding.class);
  }

  private static Logged unreadable(long offset, Optional<Key> key) {
    return new Logged.Unreadable(new Position(Topic.FLOW, 0, offset), SOON, key, "no such event");
  }

  @Test
  void gatewayTrafficIsNoneOfItsBusiness() {
    var record =
        new Logged.Unreadable(new Position(Topic.CALLS, 0, 0), NOON, Optional.of(KEY), "whatever");
    assertThatIllegalArgumentException().isThrownBy(() -> ledger.apply(record));
  }
}
