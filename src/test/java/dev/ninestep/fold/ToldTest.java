package dev.ninestep.fold;

import static dev.ninestep.fold.Facts.FIRST;
import static dev.ninestep.fold.Facts.NOON;
import static dev.ninestep.fold.Facts.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Event;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is only told may be passed over, so no fold may make anything of it.
class ToldTest {

  private static final List<Event> TOLD =
      Facts.unheeded().stream().filter(Event.Told.class::isInstance).toList();

  private static final List<Aggregate> STATES =
      List.of(
          new Grant.None(),
          new Grant.Denied(Facts.PAGE_ENDS),
          new Grant.None().evolve(Facts.granted(FIRST), NOON),
          new Grant.Closed(NOON),
          new Client.Unknown(),
          new Client.Registered(registered(), NOON),
          new Client.Closed(NOON),
          new Account.Open(),
          new Account.Suspended(NOON, Purse.EMPTY),
          new Account.Closed(NOON),
          new OneTime.Unused(),
          new OneTime.Used(FIRST, NOON.plusSeconds(300)),
          Guesses.tooMany(NOON));

  @Test
  void everyKindIsHere() {
    assertThat(TOLD.stream().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Event.Told.class.getPermittedSubclasses());
  }

  @Test
  void noStateIsChangedByIt() {
    for (var event : TOLD) {
      for (var state : STATES) {
        assertThat(after(state, event)).as("%s after %s", state, event).isEqualTo(state);
      }
    }
  }

  private static Aggregate after(Aggregate state, Event event) {
    return switch (state) {
      case Grant grant -> grant.evolve(event, NOON);
      case Client client -> client.evolve(event, NOON);
      case Account account -> account.evolve(event, NOON);
      case OneTime oneTime -> oneTime.evolve(event, NOON);
      case Guesses guesses -> guesses.evolve(event, NOON);
    };
  }

  @Test
  void noRequestIsCountedByIt() {
    var requests = new TokenRequests();
    TOLD.forEach(event -> requests.see(null, event, NOON));
    assertThat(requests.size()).isZero();
  }
}
