package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.ACCOUNT;
import static dev.ninestep.fold.Facts.CALLBACK;
import static dev.ninestep.fold.Facts.CLIENT;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.Event;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Session;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an account remembers of its consents and sessions.
class AccountMemoryTest {

  private static final Account OPEN = new Account.Open();

  private static ConsentRemembered remembered(ClientId client, String scope, String version) {
    return new ConsentRemembered(ACCOUNT, client, CALLBACK, RESOURCE, Scope.of(scope), version);
  }

  private static SessionEnded ended(String session, Instant until) {
    return new SessionEnded(ACCOUNT, session, until);
  }

  private static Account after(Account before, Event... events) {
    var account = before;
    for (var event : events) {
      account = account.evolve(event, NOON);
    }
    return account;
  }

  private static Session session(String id, Instant signedInAt) {
    return new Session(id, ACCOUNT, Role.USER, signedInAt, signedInAt.plusSeconds(60));
  }

  @Test
  void theLatestConsentForAClientAndAudienceIsTheOneThatIsKnown() {
    var account = after(OPEN, remembered(CLIENT, "a", "1"), remembered(CLIENT, "b", "2"));

    assertThat(account.memory().consents())
        .containsExactly(new Consented(CLIENT, CALLBACK, RESOURCE, Scope.of("b"), "2"));
    assertThat(account.memory().consent(CLIENT, RESOURCE)).isPresent();
    assertThat(account.memory().consent(new ClientId("other"), RESOURCE)).isEmpty();
  }

  @Test
  void whatIsForgottenIsForgottenForThatClientAlone() {
    var other = new ClientId("other");
    var account =
        after(
            OPEN,
            remembered(CLIENT, "a", "1"),
            remembered(other, "a", "1"),
            new ConsentForgotten(ACCOUNT, CLIENT));

    assertThat(account.memory().consents()).extracting(Consented::client).containsExactly(other);
  }

  @Test
  void onlyTheLatestSixteenAreKept() {
    var events =
        IntStream.range(0, 17)
            .mapToObj(i -> remembered(new ClientId("client-" + i), "a", "1"))
            .toArray(Event[]::new);

    assertThat(after(OPEN, events).memory().consents())
        .hasSize(16)
        .noneMatch(c -> c.client().equals(new ClientId("client-0")));
  }

  @Test
  void aSessionThatEndedStaysSoUntilItsCookieIsDead() {
    var account = after(OPEN, ended("one", NOON.plusSeconds(60)));

    assertThat(account.hasEnded(session("one", NOON))).isTrue();
    assertThat(account.hasEnded(session("two", NOON))).isFalse();

    var later = account.evolve(ended("two", NOON.plusSeconds(90)), NOON.plusSeconds(60));
    assertThat(later.memory().ended()).extracting(EndedSession::id).containsExactly("two");
  }

  @Test
  void aSuspensionForgetsAndEndsEverySessionBeforeIt() {
    var account =
        after(
            OPEN,
            remembered(CLIENT, "a", "1"),
            Facts.suspended(),
            remembered(CLIENT, "a", "1"),
            Facts.reinstated());

    assertThat(account.memory().consents()).isEmpty();
    assertThat(account.hasEnded(session("one", NOON.minusMillis(1)))).isTrue();
    assertThat(account.hasEnded(session("one", NOON))).isFalse();
  }
}
