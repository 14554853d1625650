package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.granted;
import static dev.ninestep.fold.Facts.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ClientActivated;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientSeen;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.ClientUsed;
import dev.ninestep.protocol.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The transition tables of clients and accounts.
class ClientTest {

  private static final Client UNKNOWN = new Client.Unknown();
  private static final Client REGISTERED = new Client.Registered(registered(), NOON);
  private static final ClientUsed USED = new ClientUsed(Facts.CLIENT);
  private static final ClientDeleted DELETED = new ClientDeleted(Facts.CLIENT, Facts.CALLER);
  private static final Client CLOSED = new Client.Closed(NOON);
  private static final Account OPEN = new Account.Open();
  private static final Account SUSPENDED = new Account.Suspended(NOON, Purse.EMPTY);
  private static final Account CLOSED_ACCOUNT = new Account.Closed(NOON);

  @Test
  void theFirstRegistrationCountsAndALaterOneShowsThatTheClientIsThere() {
    var later = NOON.plusSeconds(1);
    var other = Facts.registered("Another name");
    assertThat(UNKNOWN.evolve(registered(), NOON)).isEqualTo(REGISTERED);
    assertThat(REGISTERED.evolve(other, later)).isEqualTo(heardOf(later));
    assertThat(heardOf(later).evolve(registered(), NOON)).isEqualTo(heardOf(later));
    assertThat(CLOSED.evolve(registered(), later)).isEqualTo(CLOSED);
  }

  // CM-12
  @Test
  void whatADocumentSaysLastCounts() {
    var url = new ClientId("https://client.example/client.json");
    var first = Facts.described(url, "First");
    var later = NOON.plusSeconds(1);
    var then = Facts.described(url, "Later");
    var described = UNKNOWN.evolve(first, NOON);
    assertThat(described).isEqualTo(new Client.Registered(first, NOON));
    assertThat(described.evolve(then, later)).isEqualTo(new Client.Registered(then, later));
    assertThat(CLOSED.evolve(then, later)).isEqualTo(CLOSED);
  }

  /// REG-26.
  @Test
  void aClientThatNobodyLetInIsForgottenAfterADay() {
    var aDayLater = NOON.plus(Duration.ofHours(24));
    assertThat(REGISTERED.asOf(aDayLater)).isEqualTo(REGISTERED);
    assertThat(REGISTERED.asOf(aDayLater.plusMillis(1))).isEqualTo(UNKNOWN);
    var used = REGISTERED.evolve(USED, aDayLater);
    assertThat(used).isEqualTo(new Client.Registered(registered(), NOON, new Use.Made()));
    assertThat(used.asOf(NOON.plus(Duration.ofDays(999)))).isEqualTo(used);
    assertThat(REGISTERED.evolve(USED, aDayLater.plusMillis(1))).isEqualTo(UNKNOWN);
  }

  private static Client heardOf(Instant at) {
    return new Client.Registered(registered(), NOON, new Use.NotYet(at));
  }

  /// REG-26.
  @Test
  void aClientThatIsStillHeardOfIsKeptForADayMore() {
    var lastMinute = NOON.plus(Duration.ofHours(24)).minusSeconds(60);
    var fiveLater = NOON.plus(Duration.ofHours(24)).plusSeconds(300);
    for (var heard : List.of(registered(), new ClientSeen(Facts.CLIENT))) {
      var kept = REGISTERED.evolve(heard, lastMinute);
      assertThat(kept.asOf(fiveLater)).isEqualTo(heardOf(lastMinute));
      assertThat(kept.evolve(USED, fiveLater))
          .isEqualTo(new Client.Registered(registered(), NOON, new Use.Made()));
      assertThat(kept.asOf(lastMinute.plus(Client.UNUSED))).isEqualTo(kept);
      assertThat(kept.asOf(lastMinute.plus(Client.UNUSED).plusMillis(1))).isEqualTo(UNKNOWN);
    }
    assertThat(REGISTERED.evolve(new ClientSeen(Facts.CLIENT), fiveLater)).isEqualTo(UNKNOWN);
  }

  @Test
  void aDeactivatedClientIsWhatItWasOnceItIsActivated() {
    var later = NOON.plus(Duration.ofHours(23));
    var stop = new ClientDeactivated(Facts.CLIENT, "operator", "its key was leaked");
    var used = new Client.Registered(registered(), NOON, new Use.Made());
    var stopped = used.evolve(stop, NOON);
    assertThat(stopped).isEqualTo(new Client.Deactivated(used, NOON, "its key was leaked"));
    for (var event : List.of(registered(), USED, DELETED, new ClientSeen(Facts.CLIENT), stop)) {
      assertThat(stopped.evolve(event, later)).isEqualTo(stopped);
    }
    var go = new ClientActivated(Facts.CLIENT, "operator");
    assertThat(stopped.evolve(go, later)).isEqualTo(used);
    assertThat(REGISTERED.evolve(stop, NOON).asOf(later.plusSeconds(99_999)).evolve(go, later))
        .as("it has a day again")
        .isEqualTo(heardOf(later));
    assertThat(UNKNOWN.evolve(stop, NOON)).isEqualTo(UNKNOWN);
    assertThat(UNKNOWN.evolve(go, NOON)).isEqualTo(UNKNOWN);
    assertThat(CLOSED.evolve(go, NOON)).isEqualTo(CLOSED);
  }

  @Test
  void aForgottenClientMayRegisterAgain() {
    var later = NOON.plus(Duration.ofDays(2));
    assertThat(REGISTERED.evolve(registered(), later))
        .isEqualTo(new Client.Registered(registered(), later));
  }

  @Test
  void anUpdateChangesWhatAClientIsRegisteredAsAndNothingElse() {
    var before = new Client.Registered(registered(), NOON, new Use.Made());
    var other = Facts.registered("Another name");
    assertThat(before.evolve(new ClientUpdated(other), NOON.plusSeconds(1)))
        .isEqualTo(new Client.Registered(other, NOON, new Use.Made()));
    assertThat(UNKNOWN.evolve(new ClientUpdated(other), NOON)).isEqualTo(UNKNOWN);
    assertThat(CLOSED.evolve(new ClientUpdated(other), NOON)).isEqualTo(CLOSED);
  }

  @Test
  void anIdThatTokensNameIsNeverGivenAgain() {
    var used = new Client.Registered(registered(), NOON, new Use.Made());
    var deleted = used.evolve(DELETED, NOON);
    assertThat(deleted).isEqualTo(new Client.Deleted(NOON));
    assertThat(deleted.evolve(registered(), NOON.plusSeconds(1))).isEqualTo(deleted);
    assertThat(deleted.evolve(USED, NOON.plusSeconds(1))).isEqualTo(deleted);
    assertThat(REGISTERED.evolve(DELETED, NOON)).isEqualTo(UNKNOWN);
  }

  @Test
  void aSuspensionLastsUntilItIsLifted() {
    var later = NOON.plusSeconds(1);
    assertThat(OPEN.evolve(Facts.suspended(), NOON)).isEqualTo(SUSPENDED);
    assertThat(SUSPENDED.evolve(Facts.suspended(), later)).isEqualTo(SUSPENDED);
    assertThat(SUSPENDED.evolve(Facts.reinstated(), later))
        .isEqualTo(new Account.Open(new AccountMemory(List.of(), List.of(), later), Purse.EMPTY));
    assertThat(OPEN.evolve(Facts.reinstated(), NOON)).isEqualTo(OPEN);
  }

  @Test
  void nothingOpensAnAccountThatCannotBeRead() {
    assertThat(CLOSED_ACCOUNT.evolve(Facts.reinstated(), NOON)).isEqualTo(CLOSED_ACCOUNT);
    assertThat(CLOSED_ACCOUNT.evolve(Facts.suspended(), NOON)).isEqualTo(CLOSED_ACCOUNT);
    assertThat(List.of(SUSPENDED, CLOSED_ACCOUNT)).noneMatch(Account::isOpen);
  }

  @Test
  void noOtherFactTouchesThem() {
    assertThat(REGISTERED.evolve(granted(FIRST), NOON)).isEqualTo(REGISTERED);
    assertThat(SUSPENDED.evolve(granted(FIRST), NOON)).isEqualTo(SUSPENDED);
    assertThat(UNKNOWN.evolve(Facts.suspended(), NOON)).isEqualTo(UNKNOWN);
    assertThat(OPEN.evolve(registered(), NOON)).isEqualTo(OPEN);
  }
}
