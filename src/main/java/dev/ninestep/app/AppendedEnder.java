package dev.ninestep.app;

import dev.ninestep.decision.EndGrant;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.operator.Ender;
import dev.ninestep.operator.Revocation;
import dev.ninestep.projection.StoredGrant;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.token.Mint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Ends grants from where no pod serves. What the log has taken has happened; every pod reads it a
/// moment later.
///
/// @param vertx on whose threads is waited
/// @param log where it is written
/// @param mint makes ids
record AppendedEnder(Vertx vertx, OpenLog log, Mint mint) implements Ender {

  @Override
  public Future<Ended> end(Revocation revocation, List<StoredGrant> grants) {
    var ended = grants.stream().map(grant -> ended(revocation, grant));
    var forgotten =
        grants.stream()
            .map(grant -> new ConsentForgotten(grant.account(), grant.client()))
            .distinct()
            .map(event -> fact(new Key.OfAccount(event.account()), mint.flow(), event));
    var facts = Stream.concat(ended, forgotten).toList();
    return vertx
        .executeBlocking(() -> {
          log.append(facts);
          return new Ended(grants.size(), true);
        })
        .map(Objects::requireNonNull);
  }

  private Fact ended(Revocation revocation, StoredGrant grant) {
    var command =
        new EndGrant(grant.client(), grant.account(), revocation.by(), revocation.reason());
    return fact(new Key.OfFlow(grant.flow()), grant.flow(), command.fact());
  }

  private Fact fact(Key key, FlowId flow, Event event) {
    return AccountFacts.envelopes()
        .seal(key, flow, mint.request(), Optional.empty(), Optional.empty(), event);
  }
}
