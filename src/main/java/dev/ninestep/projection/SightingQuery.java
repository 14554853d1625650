package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A [Clue] as SQL: two walks along its index, outwards from the moment, that stop when they have
/// enough. What it costs is bounded by how much it may find and not by how much there is, and so
/// only the kinds are walked that can show the clue: the others have no such index.
///
/// @param sql the statement, which gives flow_id, at and refusal
/// @param parameters what its `$n` stand for
record SightingQuery(String sql, Tuple parameters) {

  private static final String WALK =
      """
      (SELECT flow_id, at, %1$s AS refusal FROM flow_event
        WHERE flow_id IS NOT NULL AND %2$s AND at >= $2 AND at < $3 ORDER BY at LIMIT $4)
      UNION ALL
      (SELECT flow_id, at, %1$s AS refusal FROM flow_event
        WHERE flow_id IS NOT NULL AND %2$s AND at >= $1 AND at < $2 ORDER BY at DESC LIMIT $4)
      """;

  private static final String IN_FLOWS = "kind = 'flows' AND ";
  private static final String REFUSED = "refusal = wanted.slug";

  static SightingQuery of(Clue clue, Around when) {
    return switch (clue) {
      case Clue.OfClient(var client) -> of("client_id = $5", client.value(), when);
      case Clue.OfAccount(var account) ->
          of("kind IN ('flows', 'calls', 'audit') AND account_id = $5", Stored.id(account), when);
      case Clue.ToHost(var host) -> of(IN_FLOWS + "redirect_host = $5", host, when);
      case Clue.FromPod(var pod) -> of("source = $5", pod, when);
      case Clue.RegisteringFrom(var address) ->
          of(IN_FLOWS + "address = $5 AND step = '1'", address, when);
      case Clue.GoingOnFrom(var address) ->
          of(IN_FLOWS + "address = $5 AND step IN ('3', '5')", address, when);
      case Clue.RefusedIn(var request) ->
          new SightingQuery(
              WALK.formatted("refusal", "refusal IS NOT NULL AND request_id = $5"),
              with(when, List.of(Stored.id(request))));
      case Clue.Refused(var refusals) -> refused(REFUSED, refusals, List.of(), when);
      case Clue.RefusedAs(var client, var refusals) ->
          refused(REFUSED + " AND client_id = $6", refusals, List.of(client.value()), when);
      case Clue.RefusedNameless(var refusals) ->
          refused(REFUSED + " AND client_id IS NULL", refusals, List.of(), when);
      case Clue.Any _ ->
          new SightingQuery(WALK.formatted("NULL::text", "true"), with(when, List.of()));
    };
  }

  private static SightingQuery of(String condition, Object value, Around when) {
    return new SightingQuery(WALK.formatted("NULL::text", condition), with(when, List.of(value)));
  }

  private static SightingQuery refused(
      String condition, Set<Refusal> refusals, List<Object> values, Around when) {
    var all = new ArrayList<Object>();
    all.add(refusals.stream().map(Refusal::slug).sorted().toArray(String[]::new));
    all.addAll(values);
    var walk = WALK.formatted("refusal", "refusal IS NOT NULL AND " + condition);
    var sql =
        "SELECT walk.* FROM unnest($5::text[]) AS wanted (slug) CROSS JOIN LATERAL ("
            + walk
            + ") AS walk";
    return new SightingQuery(sql, with(when, all));
  }

  private static Tuple with(Around when, List<?> values) {
    var all = new ArrayList<Object>();
    all.add(Stored.time(when.from()));
    all.add(Stored.time(when.near()));
    all.add(Stored.time(when.until()));
    all.add(when.each());
    all.addAll(values);
    return Tuple.from(all);
  }
}
