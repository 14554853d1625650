package dev.ninestep.projection;

import dev.ninestep.event.ViewedThrough;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/// [FlowViews] in the table `flow_event`, along an index of their own.
record FlowViewQuery(Pool pool) implements FlowViews {

  private static final String OF_FLOW =
      """
      SELECT at, account_id, data ->> 'through' FROM flow_event
      WHERE kind IN ('flows', 'audit')
        AND type = 'dev.ninestep.flow-viewed.v1' AND data ->> 'flow' = $1
      ORDER BY at DESC LIMIT 20
      """;

  @Override
  public Future<List<FlowView>> of(FlowId flow) {
    return pool.preparedQuery(OF_FLOW)
        .execute(Tuple.of(flow.toString()))
        .map(rows -> rows.stream().map(FlowViewQuery::view).toList());
  }

  private static FlowView view(Row row) {
    return new FlowView(
        row.getOffsetDateTime(0).toInstant(),
        Stored.account(row.getUUID(1)),
        ViewedThrough.valueOf(row.getString(2).toUpperCase(Locale.ROOT)));
  }
}
