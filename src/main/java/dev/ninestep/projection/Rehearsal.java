package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every question that a search or a story asks, asked once about nobody.
///
/// A new connection of PostgreSQL's knows no table and has planned nothing. It learns the tables of
/// the index, of which there are some for each day, and plans for all of them, before somebody
/// waits for an answer.
final class Rehearsal {

  private static final FlowId NO_FLOW = new FlowId(0, 0);
  private static final ClientId NO_CLIENT = new ClientId("-");
  private static final String NOTHING = "-";
  private static final Set<Refusal> SOME = Set.of(Refusal.SERVER_ERROR);

  private static final List<Clue> CLUES =
      List.of(
          new Clue.OfClient(NO_CLIENT),
          new Clue.OfAccount(new AccountId(0, 0)),
          new Clue.ToHost(NOTHING),
          new Clue.FromPod(NOTHING),
          new Clue.Refused(SOME),
          new Clue.RefusedAs(NO_CLIENT, SOME),
          new Clue.RefusedNameless(SOME),
          new Clue.RefusedIn(new RequestId(0, 0)),
          new Clue.RegisteringFrom(NOTHING),
          new Clue.GoingOnFrom(NOTHING),
          new Clue.Any());

  private Rehearsal() {}

  /// Asks one after the other.
  ///
  /// @param index on the connection that is to learn
  /// @return when all has been asked; fails with the first question that does
  static Future<Void> of(FlowIndex index) {
    var done = Future.<Void>succeededFuture();
    for (var question : questions().toList()) {
      done = done.compose(_ -> question.apply(index)).mapEmpty();
    }
    return done;
  }

  /// Of a time in which nothing is: to plan takes long, and then nothing need be read.
  private static Stream<Function<FlowIndex, Future<?>>> questions() {
    var never = Instant.EPOCH;
    var clues =
        CLUES.stream()
            .<Function<FlowIndex, Future<?>>>map(
                clue -> index -> index.sightings(clue, new Around(never, never, never, 1)));
    return Stream.concat(
        Stream.of(
            index -> index.byFlow(NO_FLOW),
            index -> index.hits(Set.of(NO_FLOW), never, never),
            index -> index.addresses(Set.of(NO_CLIENT), Set.of(NO_FLOW), never, never),
            index -> index.registration(NO_CLIENT),
            index -> index.anonymous(NOTHING, never, never),
            index -> index.clientsLike(NOTHING),
            index -> index.clientsNamed(NOTHING),
            FlowIndex::wholeUntil,
            FlowIndex::kept),
        clues);
  }
}
