package dev.ninestep.projection;

import dev.ninestep.log.Partition;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table `projection_offset`.
final class Offsets {

  private static final String SELECT =
      "SELECT topic, partition, next_offset FROM projection_offset";

  /// Moves only what stands where this projector has left it.
  private static final String ADVANCE =
      """
      MERGE INTO projection_offset stood
      USING (SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[], $4::bigint[])) AS
        batch (topic, partition, before, after)
      ON stood.topic = batch.topic AND stood.partition = batch.partition
      WHEN MATCHED AND stood.next_offset = batch.before THEN UPDATE SET next_offset = batch.after
      WHEN NOT MATCHED AND batch.before = 0 THEN
        INSERT (topic, partition, next_offset) VALUES (batch.topic, batch.partition, batch.after)
      """;

  private Offsets() {}

  /// How far each partition has been projected.
  static Future<Map<Partition, Long>> read(SqlConnection connection) {
    return connection
        .preparedQuery(SELECT)
        .execute()
        .map(rows -> {
          var next = new HashMap<Partition, Long>();
          rows.forEach(row ->
              next.put(
                  new Partition(Stored.topic(row.getString(0)), row.getInteger(1)),
                  row.getLong(2)));
          return next;
        });
  }

  /// Moves the partitions of a batch from before it to after it.
  ///
  /// @return false when one of them does not stand before it
  static Future<Boolean> advance(SqlConnection connection, Batch batch) {
    List<Partition> partitions = new ArrayList<>(batch.to().keySet());
    var tuple =
        Tuple.of(
            partitions.stream().map(p -> Stored.word(p.topic())).toArray(String[]::new),
            partitions.stream().map(Partition::number).toArray(Integer[]::new),
            partitions.stream().map(batch.from()::get).toArray(Long[]::new),
            partitions.stream().map(batch.to()::get).toArray(Long[]::new));
    return connection
        .preparedQuery(ADVANCE)
        .execute(tuple)
        .map(moved -> moved.rowCount() == partitions.size());
  }
}
