package dev.ninestep.simulation;

import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import java.util.Optional;

/// What the log knows to be undelivered may come again within its lifetime, and then wins; what was
/// answered 503 and lands late counts for nothing. So a client that waits when told to, and from
/// whom nothing was stolen, never loses its grant to reuse detection.
///
/// The log cannot know it all. A flow is excused whose `DeliveryFailed` was itself lost, or came
/// later than the client; whose pod died before it answered, or went by a wrong wall clock; or
/// whose answer was lost behind the pod's back.
final class UndeliveredIsNotReuse implements Invariant {

  private final Simulation world;

  UndeliveredIsNotReuse(Simulation world) {
    this.world = world;
  }

  @Override
  public void landed(Landed record) {
    var presented = record.presented();
    if (presented.isEmpty()) {
      return;
    }
    var key = record.logged().fact().key();
    if (world.log().isRepeated(record)) {
      require(
          record.after().equals(record.before()),
          "%s changes by a second copy, at offset %d",
          key,
          record.offset());
      return;
    }
    if (record.at().isAfter(presented.get().voidAfter())) {
      require(
          record.after().equals(record.before()),
          "%s changes by what came too late, at offset %d",
          key,
          record.offset());
      return;
    }
    var winner = lastWinnerBefore(record);
    if (winner.isPresent()
        && record.before() instanceof Grant.Active s
        && s.last().generation() == presented.get().generation()
        && world.log().reopenedBetween(winner.get(), record)) {
      require(
          record.won() || record.at().isAfter(s.last().validUntil()),
          "%s does not give again what was not delivered, at offset %d",
          key,
          record.offset());
      require(!record.isRevocation(), "%s is revoked for what was not delivered", key);
    }
    if (isForReuse(record)) {
      theInnocentStayIn(record, winner.orElseThrow());
    }
  }

  private Optional<Landed> lastWinnerBefore(Landed record) {
    return world.log().about(record.logged().fact().key()).stream()
        .filter(r -> r.offset() < record.offset() && r.won())
        .reduce((_, later) -> later);
  }

  private static boolean isForReuse(Landed record) {
    return record.isRevocation()
        && record.after() instanceof Grant.Revoked s
        && (s.cause() == RevocationCause.CODE_REPLAYED || s.cause().isReuse());
  }

  private void theInnocentStayIn(Landed record, Landed winner) {
    var flow = world.flow(record.logged().fact().key());
    var attempt = winner.presented().orElseThrow().attempt();
    if (flow.hasLost(attempt) && !world.log().reopenedBetween(winner, record)) {
      world.excuse(flow, "the client came before its DeliveryFailed");
    }
    require(
        !flow.isPatient() || !flow.excuses().isEmpty(),
        "%s is revoked at offset %d, though its client did nothing wrong",
        flow.key(),
        record.offset());
  }
}
