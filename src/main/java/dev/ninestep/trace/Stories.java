package dev.ninestep.trace;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.Event;
import dev.ninestep.event.Logged;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.StepRefused;
import dev.ninestep.projection.Around;
import dev.ninestep.projection.Clue;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.Kept;
import dev.ninestep.projection.Sighting;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Gathers the material of a story from the index.
///
/// @param index where the records are
public record Stories(FlowIndex index) {

  private static final Duration DISCOVERY_BEFORE = Duration.ofMinutes(10);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final int REGISTRATIONS_EACH = 200;

  /// More than one flow has of its own before another begins.
  private static final int FLOWS_OF_A_CLIENT = 20;

  /// Tells the story of a flow to somebody of the support team.
  ///
  /// @param flow the flow
  /// @param now the log's time
  /// @return the story, or empty when the index knows nothing of the flow
  public Future<Optional<Story>> of(FlowId flow, Instant now) {
    return of(flow, now, Optional.empty(), new Reader.Support())
        .map(found ->
            found instanceof Found.Told(var story, _) ? Optional.of(story) : Optional.empty());
  }

  /// Tells the story of a flow.
  ///
  /// @param flow the flow
  /// @param now the log's time
  /// @param asOf at which point it is told; at present, unless given
  /// @param reader to whom
  /// @return the story, if there is one
  public Future<Found> of(FlowId flow, Instant now, Optional<Point> asOf, Reader reader) {
    return Future.all(index.wholeUntil(), index.kept())
        .map(both -> new Horizon(now, both.resultAt(0), Optional.empty(), both.<Kept>resultAt(1)))
        .compose(present ->
            index
                .byFlow(flow)
                .compose(own ->
                    reader.mayRead(own)
                        ? material(flow, own).map(all -> found(reader.sees(all), asOf, present))
                        : Future.succeededFuture(new Found.Nothing())));
  }

  private static Found found(Material all, Optional<Point> asOf, Horizon present) {
    if (asOf.isEmpty()) {
      return new Found.Told(FlowStory.of(all, present), all.own());
    }
    return Past.of(all, asOf.get(), present)
        .<Found>map(
            past -> new Found.Told(FlowStory.of(past.material(), past.horizon()), all.own()))
        .orElseGet(() ->
            new Found.OutOfRange(
                "this flow began at %s, with %s, and it is %s now"
                    .formatted(
                        all.own().getFirst().at(),
                        all.own().getFirst().position(),
                        present.now())));
  }

  private Future<Material> material(FlowId flow, List<Logged> own) {
    return registration(own)
        .compose(registration ->
            Future.all(discovery(own, registration), surroundings(flow, own, registration))
                .map(both ->
                    new Material(flow, own, registration, both.resultAt(0), both.resultAt(1))));
  }

  private Future<List<Logged>> registration(List<Logged> own) {
    var isTheRegistration = own.stream().anyMatch(r -> event(r) instanceof ClientRegistered);
    var client = isTheRegistration ? Optional.<ClientId>empty() : client(own);
    return client.isEmpty() ? Future.succeededFuture(List.of()) : index.registration(client.get());
  }

  private static Optional<ClientId> client(List<Logged> own) {
    return own.stream()
        .flatMap(
            r -> r instanceof Logged.Known known ? known.fact().client().stream() : Stream.empty())
        .findFirst();
  }

  /// A client's machine asks for metadata without saying who it is; it is known by the address that
  /// later presents the code, or that registered. A browser's address is the next best.
  private Future<List<Logged>> discovery(List<Logged> own, List<Logged> registration) {
    var began = own.getFirst().at();
    return caller(own, registration)
        .map(caller ->
            index.anonymous(caller.address(), began.minus(DISCOVERY_BEFORE), own.getLast().at()))
        .orElse(Future.succeededFuture(List.of()));
  }

  private static Optional<Caller> caller(List<Logged> first, List<Logged> otherwise) {
    return Stream.concat(first.reversed().stream(), otherwise.stream())
        .flatMap(r -> caller(event(r)).stream())
        .findFirst();
  }

  /// What the machine that registered did besides, and if none is known, what the flow's own did.
  private Future<Surroundings> surroundings(
      FlowId flow, List<Logged> own, List<Logged> registration) {
    var address = caller(registration, own).map(Caller::address);
    if (address.isEmpty()) {
      return Future.succeededFuture(Surroundings.UNKNOWN);
    }
    var began = own.getFirst().at();
    var ended = own.getLast().at();
    var day =
        new Around(began.minus(A_DAY), began, ended.plus(DISCOVERY_BEFORE), REGISTRATIONS_EACH);
    var after = new Around(began, began, ended.plus(DISCOVERY_BEFORE), 1);
    return Future.all(
            index.sightings(new Clue.RegisteringFrom(address.get()), day),
            index.sightings(new Clue.GoingOnFrom(address.get()), after),
            isSeenElsewhere(flow, own))
        .map(all ->
            new Surroundings(
                all.<List<Sighting>>resultAt(0).stream().map(Sighting::at).toList(),
                !all.<List<Sighting>>resultAt(1).isEmpty() || all.<Boolean>resultAt(2)));
  }

  /// Whether a client that registered in this flow came again in another: a hosted one registers
  /// from its own address, and the browser it sends comes from its user's.
  private Future<Boolean> isSeenElsewhere(FlowId flow, List<Logged> own) {
    var registered = own.stream().anyMatch(r -> event(r) instanceof ClientRegistered);
    var client = registered ? client(own) : Optional.<ClientId>empty();
    var began = own.getFirst().at();
    var after = new Around(began, began, own.getLast().at().plus(A_DAY), FLOWS_OF_A_CLIENT);
    return client
        .map(id -> index.sightings(new Clue.OfClient(id), after))
        .orElse(Future.succeededFuture(List.of()))
        .map(seen -> seen.stream().anyMatch(sighting -> !sighting.flow().equals(flow)));
  }

  private static @org.jspecify.annotations.Nullable Event event(Logged record) {
    return record instanceof Logged.Known known ? known.fact().event() : null;
  }

  private static Optional<Caller> caller(@org.jspecify.annotations.Nullable Event event) {
    return switch (event) {
      case CodePresented e -> Optional.of(e.caller());
      case RefreshPresented e -> Optional.of(e.caller());
      case CallAdmitted e -> Optional.of(e.caller());
      case ClientRegistered e -> Optional.of(e.caller());
      case AuthorizationRequested e -> Optional.of(e.caller());
      case StepRefused e -> Optional.of(e.caller());
      case ResourceChallenged e -> Optional.of(e.caller());
      case MetadataServed e -> Optional.of(e.caller());
      case null -> Optional.empty();
      case Event _ -> Optional.empty();
    };
  }
}
