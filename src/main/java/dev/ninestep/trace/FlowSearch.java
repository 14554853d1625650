package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.projection.FlowHit;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.FlowQuery;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the flows a support agent may mean, the likeliest first.
///
/// @param index where they are looked up
public record FlowSearch(FlowIndex index) {

  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
  private static final Duration EITHER_SIDE = Duration.ofMinutes(5);
  private static final Duration WITHOUT_A_TIME = Duration.ofDays(7);
  private static final int MOST_CANDIDATES = 200;
  private static final int FOR_THE_CLIENT = 4;
  private static final int FOR_THE_ERROR = 4;
  private static final int FOR_THE_MINUTE = 2;

  /// What is known. At least one of the three is given.
  ///
  /// @param client the client_id
  /// @param at a moment, accurate to the minute
  /// @param error whatever was pasted as the error
  /// @param limit how many flows at most
  public record Query(
      Optional<ClientId> client, Optional<Instant> at, Optional<ErrorHint> error, int limit) {}

  /// A flow that matches.
  ///
  /// @param hit the flow
  /// @param reasons why it matched, a few words each
  /// @param score how well: higher is better
  public record Ranked(FlowHit hit, List<String> reasons, int score) {

    /// Copies the list.
    public Ranked {
      reasons = List.copyOf(reasons);
    }
  }

  /// Searches.
  ///
  /// @param query what is known
  /// @param now the log's time, for a query that names no moment
  /// @return the flows, best first
  public Future<List<Ranked>> search(Query query, Instant now) {
    var from = query.at.map(at -> at.minus(EITHER_SIDE)).orElse(now.minus(WITHOUT_A_TIME));
    var until = query.at.map(at -> at.plus(EITHER_SIDE)).orElse(now.plus(EITHER_SIDE));
    var candidates =
        new FlowQuery(
            from,
            until,
            query.client,
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            MOST_CANDIDATES);
    return index
        .search(candidates)
        .compose(hits -> withTheOneNamed(hits, query))
        .map(hits -> hits.stream().map(hit -> rank(hit, query)).sorted(best(query)).toList())
        .map(ranked -> matching(ranked, query));
  }

  /// A reference names its flow outright, whenever it was.
  private Future<List<FlowHit>> withTheOneNamed(List<FlowHit> hits, Query query) {
    var named = query.error.flatMap(ErrorHint::reference);
    if (named.isEmpty() || hits.stream().anyMatch(hit -> hit.flow().equals(named.get()))) {
      return Future.succeededFuture(hits);
    }
    return index
        .byFlow(named.get())
        .map(own ->
            own.isEmpty()
                ? hits
                : Stream.concat(Stream.of(hitOf(named.get(), own)), hits.stream()).toList());
  }

  private static FlowHit hitOf(FlowId flow, List<Logged> own) {
    var client =
        own.stream()
            .flatMap(r ->
                r instanceof Logged.Known known ? known.fact().client().stream() : Stream.empty())
            .findFirst();
    return new FlowHit(flow, own.getFirst().at(), own.getLast().at(), client, Set.of());
  }

  private static List<Ranked> matching(List<Ranked> ranked, Query query) {
    return ranked.stream().filter(r -> r.score > 0).limit(query.limit).toList();
  }

  private static Comparator<Ranked> best(Query query) {
    return Comparator.comparingInt(Ranked::score)
        .reversed()
        .thenComparing(r -> distance(r.hit, query))
        .thenComparing(r -> r.hit.last(), Comparator.reverseOrder());
  }

  /// How far a flow is from the minute that begins at the moment asked about; within it, not at
  /// all.
  private static Duration distance(FlowHit hit, Query query) {
    return query
        .at
        .map(at -> {
          if (at.plus(ONE_MINUTE).isBefore(hit.first())) {
            return Duration.between(at.plus(ONE_MINUTE), hit.first());
          }
          return at.isAfter(hit.last()) ? Duration.between(hit.last(), at) : Duration.ZERO;
        })
        .orElse(Duration.ZERO);
  }

  private static Ranked rank(FlowHit hit, Query query) {
    var reasons = new ArrayList<String>();
    var score = 0;
    if (query.client.isPresent() && hit.client().equals(query.client)) {
      score += FOR_THE_CLIENT;
      reasons.add("same client_id");
    }
    if (query.error.isPresent() && isNamedBy(query.error.get(), hit)) {
      score += FOR_THE_ERROR;
      reasons.add("refused for this error");
    }
    if (query.at.isPresent() && distance(hit, query).compareTo(ONE_MINUTE) <= 0) {
      score += FOR_THE_MINUTE;
      reasons.add("in this minute");
    }
    return new Ranked(hit, reasons, score);
  }

  private static boolean isNamedBy(ErrorHint error, FlowHit hit) {
    return error.reference().filter(hit.flow()::equals).isPresent()
        || hit.refusals().stream().anyMatch(error.refusals()::contains);
  }
}
