package dev.ninestep.trace;

import static java.util.function.Predicate.not;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Refusal;
import dev.ninestep.projection.Around;
import dev.ninestep.projection.Clue;
import dev.ninestep.projection.FlowHit;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.Sighting;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the flows a support agent may mean, the likeliest first.
///
/// Everything that is known becomes a clue; the index walks from the moment outwards along each,
/// and stops early. What was sighted most is summed up and ranked. So a search costs the same
/// however many flows there are.
///
/// @param index where they are looked up
public record FlowSearch(FlowIndex index) {

  /// When nobody says when.
  private static final Duration WITHOUT_A_TIME = Duration.ofDays(7);

  /// A flow whose end is looked for may have begun before.
  private static final Duration BEGAN_BEFORE = Duration.ofHours(1);

  /// Fewer letters of an id say nothing.
  private static final int SHORTEST = 4;

  private static final int EVENTS_EACH = 1_000;
  private static final int REFUSALS_EACH = 60;

  /// Each is summed up from records that lie far apart, at a read of the disk for nearly each.
  private static final int CANDIDATES = 60;

  /// Of a client that many share there may be a hundred flows in the minutes in question.
  private static final int NEIGHBOURS = 120;

  /// A 401 that begins a flow is refused as nobody, and not what anybody looks for unless they say
  /// so.
  private static final Set<Refusal> FAILURES =
      EnumSet.complementOf(EnumSet.of(Refusal.TOKEN_MISSING));

  /// Searches.
  ///
  /// @param query what is known
  /// @param now the log's time, for a query that names no moment
  /// @return the flows, best first
  public Future<List<Ranked>> search(SearchQuery query, Instant now) {
    return search(query, now, new Reader.Support());
  }

  /// Searches for somebody.
  ///
  /// @param query what is known
  /// @param now the log's time, for a query that names no moment
  /// @param reader for whom
  /// @return the flows that are theirs to read, best first
  public Future<List<Ranked>> search(SearchQuery query, Instant now, Reader reader) {
    var when = when(query, now);
    return clients(query)
        .compose(clients -> {
          var clues = clues(query, clients);
          return Future.all(clues.stream().map(clue -> sightings(clue, when)).toList())
              .map(all -> new Sightings(clues, all.list()))
              .compose(seen -> named(query, seen))
              .compose(seen -> visible(seen, when, reader))
              .compose(seen ->
                  Future.all(hits(seen, when, reader, candidates(query)), addresses(clients))
                      .compose(both -> {
                        var ranking = new Ranking(query, now, clients, both.resultAt(1), seen);
                        return ranked(ranking, both.resultAt(0), clients, seen, when);
                      }));
        });
  }

  /// Who named no client may have come from the address of one whose flows were not summed up.
  private Future<List<Ranked>> ranked(
      Ranking ranking, List<FlowHit> hits, Suspects clients, Sightings seen, Around when) {
    var best = ranking.best(hits);
    return ranking.isSettled(best)
        ? Future.succeededFuture(best)
        : index
            .addresses(
                clients.all(), seen.likeliest(NEIGHBOURS, when.near()), since(when), when.until())
            .map(more -> ranking.alsoFrom(more).best(hits));
  }

  private static Instant since(Around when) {
    return when.from().minus(BEGAN_BEFORE);
  }

  private static Around when(SearchQuery query, Instant now) {
    return query
        .at()
        .map(at ->
            new Around(
                at.from().minus(query.within()),
                at.from().plus(at.lasts().dividedBy(2)),
                at.until().plus(query.within()),
                EVENTS_EACH))
        .orElse(new Around(now.minus(WITHOUT_A_TIME), now, now.plusSeconds(300), EVENTS_EACH));
  }

  /// Who may be meant: the id itself; when nobody has it, those like it, for people type in small
  /// letters and cut off what is long.
  private Future<Suspects> clients(SearchQuery query) {
    var exact = query.client().flatMap(ClientId::parse).stream().toList();
    return query
        .client()
        .filter(typed -> typed.length() >= SHORTEST)
        .map(index::clientsLike)
        .orElse(Future.succeededFuture(List.of()))
        .map(found -> found.stream().anyMatch(exact::contains) ? List.<ClientId>of() : found)
        .compose(like ->
            query
                .clientName()
                .map(index::clientsNamed)
                .orElse(Future.succeededFuture(List.of()))
                .map(named -> new Suspects(exact, like, named)));
  }

  private static List<Clue> clues(SearchQuery query, Suspects clients) {
    var clues = new ArrayList<Clue>();
    var wanted = query.error().map(ErrorHint::refusals).filter(not(Set::isEmpty));
    for (var client : clients.all()) {
      clues.add(new Clue.OfClient(client));
      clues.add(new Clue.RefusedAs(client, wanted.orElse(FAILURES)));
    }
    if (wanted.isPresent()) {
      clues.add(
          query.client().isEmpty()
              ? new Clue.Refused(wanted.get())
              : new Clue.RefusedNameless(wanted.get()));
    }
    query.account().map(Clue.OfAccount::new).ifPresent(clues::add);
    query.redirectHost().map(Clue.ToHost::new).ifPresent(clues::add);
    query.pod().map(Clue.FromPod::new).ifPresent(clues::add);
    if (clues.isEmpty() && query.at().isPresent()) {
      clues.add(new Clue.Refused(FAILURES));
      clues.add(new Clue.Any());
    }
    return clues;
  }

  private Future<List<Sighting>> sightings(Clue clue, Around when) {
    var each =
        switch (clue) {
          case Clue.Refused _, Clue.RefusedAs _, Clue.RefusedNameless _ -> REFUSALS_EACH;
          case Clue.OfClient _,
              Clue.OfAccount _,
              Clue.ToHost _,
              Clue.FromPod _,
              Clue.RefusedIn _,
              Clue.RegisteringFrom _,
              Clue.GoingOnFrom _,
              Clue.Any _ ->
              EVENTS_EACH;
        };
    return index.sightings(clue, new Around(when.from(), when.near(), when.until(), each));
  }

  /// A reference names its flow outright, whenever it was; or an exchange, and so the flow that the
  /// exchange belongs to.
  private Future<Sightings> named(SearchQuery query, Sightings seen) {
    var references = query.error().map(ErrorHint::references).orElse(Set.of());
    var ever = new Around(Instant.EPOCH, Instant.EPOCH, Ranking.END, 1);
    var asked =
        references.stream()
            .map(id -> new Clue.RefusedIn(new RequestId(id.high(), id.low())))
            .map(clue -> index.sightings(clue, ever))
            .toList();
    return Future.all(asked)
        .map(found -> {
          var flows = new ArrayList<FlowId>(references);
          query.grant().ifPresent(flows::add);
          found.<List<Sighting>>list().stream()
              .flatMap(List::stream)
              .map(Sighting::flow)
              .forEach(flows::add);
          return seen.with(flows);
        });
  }

  /// A user's own flows, and no others: all that show their account, those nearest to the moment
  /// first, whether or not another clue led to them.
  private Future<Sightings> visible(Sightings seen, Around when, Reader reader) {
    return switch (reader) {
      case Reader.Support _ -> Future.succeededFuture(seen);
      case Reader.Owner(var account) -> {
        var ever = new Around(Instant.EPOCH, when.near(), Ranking.END, EVENTS_EACH);
        yield index.sightings(new Clue.OfAccount(account), ever).map(seen::only);
      }
    };
  }

  private static int candidates(SearchQuery query) {
    return Math.max(CANDIDATES, 2 * query.limit());
  }

  private Future<List<FlowHit>> hits(Sightings seen, Around when, Reader reader, int candidates) {
    var named = seen.named();
    var others = seen.likeliest(candidates, when.near());
    return Future.all(
            named.isEmpty()
                ? Future.succeededFuture(List.<FlowHit>of())
                : index.hits(named, Instant.EPOCH, Ranking.END),
            others.isEmpty()
                ? Future.succeededFuture(List.<FlowHit>of())
                : index.hits(others, since(when), when.until()))
        .map(both ->
            Stream.concat(
                    both.<List<FlowHit>>resultAt(0).stream(),
                    both.<List<FlowHit>>resultAt(1).stream()
                        .filter(hit -> !named.contains(hit.flow())))
                .filter(reader::mayRead)
                .toList());
  }

  /// Where the clients in question registered from.
  private Future<Set<String>> addresses(Suspects clients) {
    return Future.all(clients.all().stream().map(index::registration).toList())
        .map(found ->
            found.<List<Logged>>list().stream()
                .flatMap(List::stream)
                .flatMap(record ->
                    record instanceof Logged.Known(_, _, var fact)
                            && fact.event() instanceof ClientRegistered registered
                        ? Stream.of(registered.caller().address())
                        : Stream.empty())
                .collect(Collectors.toSet()));
  }
}
