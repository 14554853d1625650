package dev.ninestep.projection;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// [ConnectedApps] from the tables `grant_state`, `client` and `call_day`.
record ConnectedAppQuery(Pool pool) implements ConnectedApps {

  private static final String OF_ACCOUNT =
      "SELECT "
          + GrantRow.STATE
          + """
          , g.client_id, c.name, g.host, g.scope, g.resource, g.created_at,
            greatest(g.last_used_at, called.last_at), called.days, called.calls, called.costs
          FROM grant_state g
          LEFT JOIN client c ON c.client_id = g.client_id
          LEFT JOIN LATERAL (
            SELECT max(last_at) AS last_at,
              array_agg(day ORDER BY day) FILTER (WHERE day > (now() AT TIME ZONE 'UTC')::date - 7) AS days,
              array_agg(calls ORDER BY day) FILTER (WHERE day > (now() AT TIME ZONE 'UTC')::date - 7) AS calls,
              array_agg(cost ORDER BY day) FILTER (WHERE day > (now() AT TIME ZONE 'UTC')::date - 7) AS costs
            FROM call_day d WHERE d.flow_id = g.flow_id) called ON true
          WHERE g.account_id = $1 AND g.created_at IS NOT NULL
            AND g.state IN ('active', 'access_only', 'revoked', 'closed')
          ORDER BY g.created_at DESC, g.flow_id
          LIMIT 200
          """;

  @Override
  public Future<List<ConnectedApp>> of(AccountId account) {
    return pool.preparedQuery(OF_ACCOUNT)
        .execute(Tuple.of(Stored.id(account)))
        .map(rows -> rows.stream().map(ConnectedAppQuery::app).toList());
  }

  private static ConnectedApp app(Row row) {
    var next = GrantRow.STATE_WIDTH;
    return new ConnectedApp(
        Stored.flow(row.getUUID(0)),
        new ClientId(row.getString(next)),
        Optional.ofNullable(row.getString(next + 1)),
        Optional.ofNullable(row.getString(next + 2)).filter(host -> !host.isEmpty()),
        Scope.parse(row.getString(next + 3)).orElse(Scope.NONE),
        new ResourceUri(row.getString(next + 4)),
        time(row, next + 5),
        time(row, next + 6),
        GrantRow.state(row),
        byDay(row, next + 8),
        costs(byDay(row, next + 9)));
  }

  private static Map<LocalDate, Long> byDay(Row row, int column) {
    var days = row.getArrayOfLocalDates(GrantRow.STATE_WIDTH + 7);
    var numbers = row.getArrayOfLongs(column);
    var byDay = new HashMap<LocalDate, Long>();
    for (var i = 0; days != null && i < days.length; i++) {
      byDay.put(days[i], numbers[i]);
    }
    return byDay;
  }

  private static Map<LocalDate, Amount> costs(Map<LocalDate, Long> micros) {
    var costs = new HashMap<LocalDate, Amount>();
    micros.forEach((day, cost) -> {
      if (cost > 0) {
        costs.put(day, new Amount(cost));
      }
    });
    return costs;
  }

  private static Instant time(Row row, int column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
