package dev.ninestep.projection;

import dev.ninestep.event.Topic;
import dev.ninestep.log.Partition;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// [StoredGrants] and [EndedGrants] from the tables `grant_state`, `client` and
/// `projection_offset`.
record StoredGrantQuery(Pool pool) implements StoredGrants, EndedGrants {

  private static final String LIVE =
      "SELECT "
          + GrantRow.STATE
          + """
          , g.client_id, g.account_id, g.scope, g.resource, g.created_at, g.last_used_at
          FROM grant_state g
          WHERE g.state IN ('code_outstanding', 'active', 'access_only')
            AND g.created_at IS NOT NULL
          """;

  private static final String ENDED =
      "SELECT "
          + GrantRow.STATE
          + """
          , g.client_id, g.account_id, g.resource
          FROM grant_state g
          WHERE g.state IN ('revoked', 'closed')
            AND g.created_at IS NOT NULL
            AND g.flow_id = ANY ($1)
          """;

  private static final String IN_ORDER = " ORDER BY g.flow_id LIMIT ";

  /// What is asked for, put together from what is named, so that each question is planned for
  /// itself.
  private static final class Conditions {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private void and(String condition, Object value) {
      values.add(value);
      sql.append(" AND ").append(condition).append(" $").append(values.size());
    }
  }

  @Override
  public Future<Boolean> hold(Map<Partition, Long> ends) {
    return pool.withConnection(Offsets::read)
        .map(Objects::requireNonNull)
        .map(next ->
            ends.entrySet().stream()
                .filter(end -> end.getKey().topic() == Topic.FLOW)
                .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue()));
  }

  @Override
  public Future<Boolean> know(FlowId flow) {
    return exists("SELECT FROM grant_state WHERE flow_id = $1", Stored.id(flow));
  }

  @Override
  public Future<Boolean> know(ClientId client) {
    return exists("SELECT FROM client WHERE client_id = $1", client.value());
  }

  private Future<Boolean> exists(String sql, Object id) {
    return pool.preparedQuery(sql).execute(Tuple.of(id)).map(rows -> rows.size() > 0);
  }

  @Override
  public Future<List<StoredGrant>> live(
      GrantFilter filter, Instant now, Optional<FlowId> after, int most) {
    var conditions = new Conditions();
    conditions.and("g.lapses_at >", Stored.time(now));
    filter.flow().ifPresent(flow -> conditions.and("g.flow_id =", Stored.id(flow)));
    filter.client().ifPresent(client -> conditions.and("g.client_id =", client.value()));
    filter.account().ifPresent(account -> conditions.and("g.account_id =", Stored.id(account)));
    filter.resource().ifPresent(resource -> conditions.and("g.resource =", resource.value()));
    filter.openedBefore().ifPresent(at -> conditions.and("g.created_at <", Stored.time(at)));
    after.ifPresent(last -> conditions.and("g.flow_id >", Stored.id(last)));
    return pool.preparedQuery(LIVE + conditions.sql + IN_ORDER + most)
        .execute(Tuple.from(conditions.values))
        .map(rows -> rows.stream().map(StoredGrantQuery::grant).toList());
  }

  private static StoredGrant grant(Row row) {
    var next = GrantRow.STATE_WIDTH;
    return new StoredGrant(
        Stored.flow(row.getUUID(0)),
        new ClientId(row.getString(next)),
        Stored.account(row.getUUID(next + 1)),
        Scope.parse(row.getString(next + 2)).orElse(Scope.NONE),
        new ResourceUri(row.getString(next + 3)),
        row.getOffsetDateTime(next + 4).toInstant(),
        Optional.ofNullable(row.getOffsetDateTime(next + 5)).map(at -> at.toInstant()),
        GrantRow.state(row));
  }

  @Override
  public Future<List<EndedGrant>> of(Set<FlowId> flows) {
    return pool.preparedQuery(ENDED)
        .execute(Tuple.of(flows.stream().map(Stored::id).toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(StoredGrantQuery::endedGrant).toList());
  }

  private static EndedGrant endedGrant(Row row) {
    var next = GrantRow.STATE_WIDTH;
    return new EndedGrant(
        Stored.flow(row.getUUID(0)),
        new ClientId(row.getString(next)),
        Stored.account(row.getUUID(next + 1)),
        new ResourceUri(row.getString(next + 2)),
        GrantRow.state(row));
  }
}
