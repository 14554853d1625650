package dev.ninestep.app.bench;

import io.vertx.sqlclient.SqlClient;

/// What the trace index takes.
///
/// @param rows how many records it holds
/// @param table bytes of the rows
/// @param indexes bytes of their indexes
record IndexBytes(long rows, long table, long indexes) {

  private static final String SQL =
      """
      SELECT (SELECT count(*) FROM flow_event), sum(pg_table_size(relid))::bigint,
        sum(pg_indexes_size(relid))::bigint
      FROM pg_partition_tree('flow_event') WHERE isleaf
      """;

  /// As it stands.
  static IndexBytes of(SqlClient database) {
    var row = database.query(SQL).execute().await().iterator().next();
    return new IndexBytes(row.getLong(0), row.getLong(1), row.getLong(2));
  }

  double tableEach() {
    return (double) table / rows;
  }

  double indexesEach() {
    return (double) indexes / rows;
  }

  double each() {
    return tableEach() + indexesEach();
  }
}
