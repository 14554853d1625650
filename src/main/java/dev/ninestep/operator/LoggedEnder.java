package dev.ninestep.operator;

import dev.ninestep.decision.EndGrant;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import dev.ninestep.projection.StoredGrant;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/// Ends grants in an exchange, and answers after the fold.
///
/// @param recorder writes it
/// @param exchange in which it is asked for
record LoggedEnder(Recorder<Aggregate> recorder, Exchange exchange) implements Ender {

  @Override
  public Future<Ended> end(Revocation revocation, List<StoredGrant> grants) {
    var own = exchange.flow();
    var ended = grants.stream().map(grant -> end(revocation, grant)).toList();
    exchange.join(own);
    var forgotten =
        grants.stream()
            .map(grant -> new ConsentForgotten(grant.account(), grant.client()))
            .distinct()
            .map(event -> recorder.ask(exchange, event, (_, _) -> false))
            .toList();
    return Future.join(Stream.concat(ended.stream(), forgotten.stream()).toList())
        .map(all -> ended(all.list()));
  }

  private Future<Answer<Boolean>> end(Revocation revocation, StoredGrant grant) {
    exchange.join(grant.flow());
    exchange.isAbout(grant.client());
    var command =
        new EndGrant(grant.client(), grant.account(), revocation.by(), revocation.reason());
    return recorder.ask(
        exchange, command.fact(), (after, at) -> EndGrant.hasEnded((Grant) after, at));
  }

  private static Ended ended(List<Answer<Boolean>> answers) {
    var settled = answers.stream().filter(Answer.Settled.class::isInstance).count();
    var ended = answers.stream().filter(new Answer.Settled<>(true)::equals).count();
    return new Ended(Math.toIntExact(ended), settled == answers.size());
  }
}
