package dev.ninestep.projection;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sums up flows that were sighted.
final class FlowHitQuery {

  /// Of a flow with very many records, those before them are enough to know it by.
  private static final int RECORDS_EACH = 400;

  private static final String SQL =
      """
      SELECT wanted.id, min(at), max(at), min(e.client_id),
        (SELECT name FROM client WHERE client.client_id = min(e.client_id)),
        array_agg(DISTINCT refusal) FILTER (WHERE refusal IS NOT NULL),
        array_agg(DISTINCT account_id) FILTER (WHERE account_id IS NOT NULL),
        array_agg(DISTINCT redirect_host) FILTER (WHERE redirect_host IS NOT NULL),
        array_agg(DISTINCT source) FILTER (WHERE source IS NOT NULL),
        array_agg(DISTINCT address) FILTER (WHERE address IS NOT NULL),
        array_agg(DISTINCT e.client_id) FILTER (WHERE e.client_id IS NOT NULL)
      FROM unnest($1::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
        SELECT at, client_id, refusal, account_id, redirect_host, source, address
        FROM flow_event WHERE flow_id = wanted.id AND at >= $2 AND at < $3
        ORDER BY at DESC LIMIT %d) AS e
      GROUP BY wanted.id
      """
          .formatted(RECORDS_EACH);

  /// Somebody who goes on goes on from the same address, so a few records of a flow tell it.
  private static final String ADDRESSES =
      """
      SELECT DISTINCT address
      FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
        SELECT address FROM flow_event
        WHERE kind = 'flows' AND flow_id = wanted.id AND client_id = ANY ($1)
          AND address IS NOT NULL AND at >= $3 AND at < $4
        ORDER BY at DESC LIMIT 4) AS e
      """;

  private static final Map<String, Refusal> REFUSALS =
      Arrays.stream(Refusal.values()).collect(Collectors.toMap(Refusal::slug, Function.identity()));

  private FlowHitQuery() {}

  static Future<List<FlowHit>> hits(
      SqlClient client, Collection<FlowId> flows, Instant from, Instant until) {
    var ids = flows.stream().map(Stored::id).distinct().toArray(UUID[]::new);
    return client
        .preparedQuery(SQL)
        .execute(Tuple.of(ids, Stored.time(from), Stored.time(until)))
        .map(rows -> rows.stream().map(FlowHitQuery::hit).toList());
  }

  static Future<Set<String>> addresses(
      SqlClient client,
      Collection<ClientId> clients,
      Collection<FlowId> flows,
      Instant from,
      Instant until) {
    var names = clients.stream().map(ClientId::value).toArray(String[]::new);
    var ids = flows.stream().map(Stored::id).toArray(UUID[]::new);
    return client
        .preparedQuery(ADDRESSES)
        .execute(Tuple.of(names, ids, Stored.time(from), Stored.time(until)))
        .map(rows -> rows.stream().map(row -> row.getString(0)).collect(Collectors.toSet()));
  }

  static Refusal refusal(String slug) {
    return requireNonNull(REFUSALS.get(slug), () -> "flow_event names no refusal: " + slug);
  }

  private static FlowHit hit(Row row) {
    return new FlowHit(
        Stored.flow(row.getUUID(0)),
        row.getOffsetDateTime(1).toInstant(),
        row.getOffsetDateTime(2).toInstant(),
        Optional.ofNullable(row.getString(3)).map(ClientId::new),
        texts(row, 10).map(ClientId::new).collect(Collectors.toSet()),
        Optional.ofNullable(row.getString(4)),
        texts(row, 5).map(FlowHitQuery::refusal).collect(Collectors.toSet()),
        Stream.ofNullable(row.getArrayOfUUIDs(6))
            .flatMap(Arrays::stream)
            .map(Stored::account)
            .collect(Collectors.toSet()),
        texts(row, 7).collect(Collectors.toSet()),
        texts(row, 8).collect(Collectors.toSet()),
        texts(row, 9).collect(Collectors.toSet()));
  }

  private static Stream<String> texts(Row row, int column) {
    return Stream.ofNullable(row.getArrayOfStrings(column)).flatMap(Arrays::stream);
  }
}
