package dev.ninestep.projection;

import static java.util.stream.Collectors.joining;

import dev.ninestep.event.Refusal;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/// A [FlowQuery] as SQL: for each thing that is known, the flows that have it, intersected; then
/// what the index says of those flows within the time.
///
/// @param sql the statement
/// @param parameters what its `$n` stand for
record FlowSearch(String sql, Tuple parameters) {

  /// Said of each event that counts; `$1` and `$2` are the time.
  private static final String WITHIN = "flow_id IS NOT NULL AND at >= $1 AND at < $2";

  static FlowSearch of(FlowQuery query) {
    var parameters = new ArrayList<Object>();
    parameters.add(Stored.time(query.from()));
    parameters.add(Stored.time(query.until()));
    var sql =
        """
        WITH hit AS (%s)
        SELECT flow_id, min(at), max(at), min(client_id),
          array_agg(DISTINCT refusal) FILTER (WHERE refusal IS NOT NULL)
        FROM flow_event JOIN hit USING (flow_id)
        WHERE %s
        GROUP BY flow_id
        ORDER BY count(refusal) = 0,
          abs(extract(epoch FROM (max(at) - ($1 + ($2 - $1) / 2)))), flow_id
        LIMIT %d
        """
            .formatted(hits(conditions(query, parameters)), WITHIN, query.limit());
    return new FlowSearch(sql, Tuple.from(parameters));
  }

  private static String hits(List<String> conditions) {
    return conditions.stream()
        .map(condition ->
            "SELECT DISTINCT flow_id FROM flow_event WHERE %s AND %s".formatted(WITHIN, condition))
        .collect(joining(" INTERSECT "));
  }

  /// Conditions one at a time, so that each can use an index of its own.
  private static List<String> conditions(FlowQuery query, List<Object> parameters) {
    var conditions = new ArrayList<String>();
    query.client().ifPresent(c -> conditions.add("client_id = " + next(parameters, c.value())));
    query
        .account()
        .ifPresent(a -> conditions.add("account_id = " + next(parameters, Stored.id(a))));
    query.text().ifPresent(text -> conditions.add(text(next(parameters, text))));
    if (!query.refusals().isEmpty()) {
      var slugs = query.refusals().stream().map(Refusal::slug).sorted().toArray(String[]::new);
      conditions.add("refusal = ANY (" + next(parameters, slugs) + ")");
    }
    return conditions.isEmpty() ? List.of("true") : conditions;
  }

  private static String next(List<Object> parameters, Object value) {
    parameters.add(value);
    return "$" + parameters.size();
  }

  /// Not LIKE, in which some characters would mean something.
  private static String text(String parameter) {
    return """
    (strpos(lower(client_id), lower(%1$s::text)) > 0
      OR strpos(lower(redirect_host), lower(%1$s::text)) > 0
      OR strpos(lower(data::text), lower(%1$s::text)) > 0
      OR client_id IN (
        SELECT client_id FROM client WHERE strpos(lower(name), lower(%1$s::text)) > 0))
    """
        .formatted(parameter);
  }
}
