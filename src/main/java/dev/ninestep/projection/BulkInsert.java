package dev.ninestep.projection;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes any number of rows with one statement: each column travels as one array, and `unnest`
/// makes rows of the arrays again.
///
/// @param <T> a row
final class BulkInsert<T> {

  private final String sql;
  private final List<Column<T>> columns;

  /// @param table where to
  /// @param columns what of each row
  /// @param conflict what to do when the row is there already: the text after `ON CONFLICT`
  BulkInsert(String table, List<Column<T>> columns, String conflict) {
    this.columns = List.copyOf(columns);
    var names = columns.stream().map(Column::name).collect(joining(", "));
    var stored = columns.stream().map(Column::stored).collect(joining(", "));
    var arrays =
        IntStream.rangeClosed(1, columns.size())
            .mapToObj(i -> "$%d::%s[]".formatted(i, columns.get(i - 1).type()))
            .collect(joining(", "));
    sql =
        "INSERT INTO %s AS stood (%s) SELECT %s FROM unnest(%s) AS batch (%s) ON CONFLICT %s"
            .formatted(table, names, stored, arrays, names, conflict);
  }

  /// The text that overwrites every column of a row that is there already.
  static <T> String overwrite(String key, List<Column<T>> columns) {
    return columns.stream()
        .map(Column::name)
        .filter(name -> !name.equals(key))
        .map(name -> name + " = excluded." + name)
        .collect(joining(", ", "(" + key + ") DO UPDATE SET ", ""));
  }

  Future<Void> write(SqlConnection connection, Collection<T> rows) {
    if (rows.isEmpty()) {
      return Future.succeededFuture();
    }
    var tuple = Tuple.tuple();
    columns.forEach(column -> tuple.addValue(values(column, rows)));
    return connection.preparedQuery(sql).execute(tuple).mapEmpty();
  }

  private static <T> @Nullable Object[] values(Column<T> column, Collection<T> rows) {
    var values = column.array().apply(rows.size());
    var i = 0;
    for (var row : rows) {
      values[i++] = column.value().apply(row);
    }
    return values;
  }
}
