package dev.ninestep.signal;

import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Partition;
import dev.ninestep.projection.EndedGrant;
import dev.ninestep.projection.EndedGrants;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.token.EventSubject;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds what is to be told of records. Whether a presentation ended its grant is what the order of
/// the log decided; the projection remembers it, with whose grant it was.
///
/// @param grants the projection
record Findings(EndedGrants grants) {

  private static final long PATIENCE_SECONDS = 10;

  /// A record that may have ended a grant.
  private record Suspect(Logged record, FlowId flow, Effect.OnGrant effect) {

    static Optional<Suspect> of(Logged record) {
      return Effect.of(record) instanceof Effect.OnGrant effect
          ? flow(record).map(flow -> new Suspect(record, flow, effect))
          : Optional.empty();
    }

    private static Optional<FlowId> flow(Logged record) {
      return Signal.key(record)
          .flatMap(
              key -> key instanceof Key.OfFlow(var flow) ? Optional.of(flow) : Optional.empty());
    }

    /// Whether it was this record that ended the grant, and none before it.
    Optional<Signal> ended(EndedGrant grant) {
      var ending =
          switch (grant.state()) {
            case Grant.Revoked s
                when s.at().equals(record.at()) && s.by().equals(effect.attempt()) ->
                Optional.of(Ending.of(s.cause()));
            case Grant.Closed s
                when s.at().equals(record.at()) && record instanceof Logged.Unreadable ->
                Optional.of(Ending.UNREADABLE);
            case Grant.None _,
                Grant.Denied _,
                Grant.CodeOutstanding _,
                Grant.Active _,
                Grant.AccessOnly _,
                Grant.Revoked _,
                Grant.Closed _ ->
                Optional.<Ending>empty();
          };
      var subject = new EventSubject.Session(grant.account(), flow);
      return ending.map(how -> new Signal(record, subject, Optional.of(grant.resource()), how));
    }
  }

  /// What was found.
  sealed interface Found {

    /// All there is.
    ///
    /// @param signals what is to be told of some of the records, by their place
    record Known(Map<Position, Signal> signals) implements Found {}

    /// It cannot be known yet.
    ///
    /// @param why in words fit to be logged
    record NotYet(String why) implements Found {}
  }

  /// Finds it. Waits for the database.
  ///
  /// @param records as they were read
  /// @return what is to be told of them
  Found in(List<Logged> records) {
    var suspects = records.stream().flatMap(record -> Suspect.of(record).stream()).toList();
    try {
      if (!suspects.isEmpty() && !await(grants.hold(ends(suspects)))) {
        return new Found.NotYet("it is not projected yet");
      }
      var found = new HashMap<>(certain(records));
      var ended = ended(suspects);
      for (var suspect : suspects) {
        Optional.ofNullable(ended.get(suspect.flow))
            .flatMap(suspect::ended)
            .ifPresent(signal -> found.put(suspect.record.position(), signal));
      }
      return new Found.Known(found);
    } catch (ExecutionException | TimeoutException e) {
      return new Found.NotYet("the database is away: " + e);
    }
  }

  private static Map<Position, Signal> certain(List<Logged> records) {
    var found = new HashMap<Position, Signal>();
    for (var record : records) {
      if (Effect.of(record) instanceof Effect.Ends(var subject, var ending)) {
        found.put(record.position(), new Signal(record, subject, Optional.empty(), ending));
      }
    }
    return found;
  }

  private static Map<Partition, Long> ends(List<Suspect> suspects) {
    return suspects.stream()
        .map(suspect -> suspect.record.position())
        .collect(Collectors.toMap(Partition::of, at -> at.offset() + 1, Math::max));
  }

  private Map<FlowId, EndedGrant> ended(List<Suspect> suspects)
      throws ExecutionException, TimeoutException {
    var flows = suspects.stream().map(Suspect::flow).collect(Collectors.toSet());
    return flows.isEmpty()
        ? Map.of()
        : await(grants.of(flows)).stream()
            .collect(Collectors.toMap(EndedGrant::flow, Function.identity()));
  }

  private static <T> T await(Future<T> future) throws ExecutionException, TimeoutException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a sender", e);
    }
  }
}
