package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import dev.ninestep.projection.Overview.Client;
import dev.ninestep.projection.Overview.Flows;
import dev.ninestep.projection.Overview.Minute;
import dev.ninestep.projection.Overview.Refused;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// [Overviews] from the table `flow_event`: two walks, each along an index and of so many rows at
/// most.
record OverviewQuery(Pool pool) implements Overviews {

  private static final Duration HOUR = Duration.ofHours(1);

  /// Whoever has not come to tokens by then has given up, or was refused.
  private static final Duration SETTLES = Duration.ofMinutes(2);

  private static final int MILESTONES = 200_000;

  /// The first row says how many there were, and since when; then come minutes, then clients.
  private static final String FLOWS =
      """
      WITH milestone AS MATERIALIZED (
        SELECT at, flow_id, client_id, type FROM flow_event
        WHERE kind = 'flows' AND (type = 'dev.ninestep.authorization-requested.v1'
            OR type = 'dev.ninestep.tokens-issued.v1' AND data ->> 'generation' IN ('0', '1'))
          AND at >= $1 AND at < $2
        ORDER BY at DESC LIMIT %d),
      flow AS (
        SELECT min(at) AS began, min(client_id) AS client_id,
          bool_or(type = 'dev.ninestep.tokens-issued.v1') AS completed
        FROM milestone GROUP BY flow_id
        HAVING bool_or(type = 'dev.ninestep.authorization-requested.v1')),
      named AS (
        SELECT began, completed, began < $3 AS settled,
          coalesce(client.name, flow.client_id) AS name
        FROM flow LEFT JOIN client ON client.client_id = flow.client_id)
      (SELECT min(at), NULL, count(*), NULL, NULL, NULL FROM milestone)
      UNION ALL
      (SELECT date_trunc('minute', began), NULL, count(*), count(*) FILTER (WHERE completed),
          count(*) FILTER (WHERE settled), count(*) FILTER (WHERE settled AND completed)
        FROM named GROUP BY 1)
      UNION ALL
      (SELECT NULL, name, count(*), count(*) FILTER (WHERE completed),
          count(*) FILTER (WHERE settled), count(*) FILTER (WHERE settled AND completed)
        FROM named GROUP BY name ORDER BY count(*) DESC, name LIMIT 20)
      """
          .formatted(MILESTONES);

  private static final String REFUSED =
      """
      SELECT wanted.slug, sum(walk.times)::bigint, count(DISTINCT walk.flow_id), count(*)
      FROM unnest($3::text[]) AS wanted (slug) CROSS JOIN LATERAL (
        SELECT flow_id, coalesce(data -> 'count', data #> '{repeated,count}', '1')::bigint AS times
        FROM flow_event
        WHERE refusal IS NOT NULL AND refusal = wanted.slug AND at >= $1 AND at < $2
        LIMIT %d) AS walk
      GROUP BY wanted.slug ORDER BY 2 DESC, 1 LIMIT 12
      """
          .formatted(Overview.MOST_OF_A_REFUSAL);

  private static final String[] FAILURES =
      Arrays.stream(Refusal.values())
          .filter(refusal -> refusal != Refusal.TOKEN_MISSING)
          .map(Refusal::slug)
          .toArray(String[]::new);

  @Override
  public Future<Overview> before(Instant until) {
    var from = until.minus(HOUR);
    var range = List.of(Stored.time(from), Stored.time(until));
    var flows =
        pool.preparedQuery(FLOWS)
            .execute(Tuple.of(range.get(0), range.get(1), Stored.time(until.minus(SETTLES))));
    var refused =
        pool.preparedQuery(REFUSED).execute(Tuple.of(range.get(0), range.get(1), FAILURES));
    return Future.all(flows, refused)
        .map(both -> overview(from, until, both.resultAt(0), both.resultAt(1)));
  }

  private static Overview overview(
      Instant from, Instant until, RowSet<Row> flows, RowSet<Row> refused) {
    var minutes =
        flows.stream()
            .filter(row -> row.getOffsetDateTime(0) != null && row.getLong(3) != null)
            .map(row -> new Minute(row.getOffsetDateTime(0).toInstant(), counted(row)))
            .sorted(Comparator.comparing(Minute::at))
            .toList();
    return new Overview(
        flows.stream()
            .filter(row -> row.getLong(3) == null && row.getLong(2) == MILESTONES)
            .map(row -> row.getOffsetDateTime(0).toInstant())
            .findFirst()
            .orElse(from),
        until,
        minutes,
        flows.stream()
            .filter(row -> row.getString(1) != null)
            .map(row -> new Client(row.getString(1), counted(row)))
            .toList(),
        refused.stream()
            .map(row ->
                new Refused(
                    FlowHitQuery.refusal(row.getString(0)),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3) == Overview.MOST_OF_A_REFUSAL))
            .toList());
  }

  private static Flows counted(Row row) {
    return new Flows(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
  }
}
