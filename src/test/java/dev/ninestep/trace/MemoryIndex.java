package dev.ninestep.trace;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Event;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.projection.Around;
import dev.ninestep.projection.Clue;
import dev.ninestep.projection.FlowHit;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.Kept;
import dev.ninestep.projection.Sighting;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// An index in memory, in which flows are found by account, client and refusal.
public class MemoryIndex implements FlowIndex {

  private final List<Logged.Known> records = new CopyOnWriteArrayList<>();

  /// Adds what happened.
  ///
  /// @param more in the order in which it did
  /// @return this
  public MemoryIndex add(List<Logged> more) {
    more.forEach(record -> records.add((Logged.Known) record));
    return this;
  }

  @Override
  public Future<List<Logged>> byFlow(FlowId flow) {
    return Future.succeededFuture(List.copyOf(of(flow)));
  }

  private List<Logged.Known> of(FlowId flow) {
    return records.stream().filter(record -> record.fact().flow().equals(flow)).toList();
  }

  @Override
  public Future<Kept> kept() {
    return Future.succeededFuture(Kept.EVERYTHING);
  }

  @Override
  public Future<List<Sighting>> sightings(Clue clue, Around when) {
    return Future.succeededFuture(
        records.stream()
            .filter(record -> isWithin(record, when.from(), when.until()) && shows(record, clue))
            .map(record ->
                new Sighting(record.fact().flow(), record.at(), refusal(record.fact().event())))
            .toList());
  }

  private static boolean isWithin(Logged record, Instant from, Instant until) {
    return !record.at().isBefore(from) && record.at().isBefore(until);
  }

  private static boolean shows(Logged.Known record, Clue clue) {
    var refusal = refusal(record.fact().event());
    return switch (clue) {
      case Clue.OfClient(var client) -> record.fact().client().equals(Optional.of(client));
      case Clue.OfAccount(var account) -> Accounts.of(List.of(record)).contains(account);
      case Clue.Refused(var refusals) -> refusal.filter(refusals::contains).isPresent();
      case Clue.RefusedAs(var client, var refusals) ->
          record.fact().client().equals(Optional.of(client))
              && refusal.filter(refusals::contains).isPresent();
      case Clue.RefusedNameless _,
          Clue.RefusedIn _,
          Clue.ToHost _,
          Clue.FromPod _,
          Clue.RegisteringFrom _,
          Clue.GoingOnFrom _,
          Clue.Any _ ->
          false;
    };
  }

  private static Optional<Refusal> refusal(Event event) {
    return switch (event) {
      case StepRefused e -> Optional.of(e.refusal());
      case CallRefused e -> Optional.of(e.refusal());
      case Event _ -> Optional.empty();
    };
  }

  @Override
  public Future<List<FlowHit>> hits(Collection<FlowId> flows, Instant from, Instant until) {
    return Future.succeededFuture(
        flows.stream()
            .map(flow -> of(flow).stream().filter(record -> isWithin(record, from, until)).toList())
            .filter(found -> !found.isEmpty())
            .map(MemoryIndex::hit)
            .toList());
  }

  private static FlowHit hit(List<Logged.Known> found) {
    var clients =
        found.stream()
            .flatMap(record -> record.fact().client().stream())
            .collect(Collectors.toSet());
    return new FlowHit(
        found.getFirst().fact().flow(),
        found.getFirst().at(),
        found.getLast().at(),
        clients.stream().findFirst(),
        clients,
        Optional.empty(),
        found.stream()
            .flatMap(record -> refusal(record.fact().event()).stream())
            .collect(Collectors.toSet()),
        Accounts.of(List.copyOf(found)),
        Set.of(),
        Set.of(),
        Set.of());
  }

  @Override
  public Future<Set<String>> addresses(
      Collection<ClientId> clients, Collection<FlowId> flows, Instant from, Instant until) {
    return Future.succeededFuture(Set.of());
  }

  @Override
  public Future<List<ClientId>> clientsLike(String typed) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<ClientId>> clientsNamed(String typed) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<Logged>> anonymous(String address, Instant from, Instant until) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<Logged>> registration(ClientId client) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<FlowId>> quietened(Instant from, Instant until, int most) {
    return Future.succeededFuture(
        records.stream()
            .map(record -> record.fact().flow())
            .distinct()
            .filter(flow -> isWithin(of(flow).getLast(), from, until))
            .limit(most)
            .toList());
  }

  @Override
  public Future<Optional<Instant>> wholeUntil() {
    return Future.succeededFuture(Optional.empty());
  }
}
