package dev.ninestep.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One column of a [BulkInsert].
///
/// @param name as in the table
/// @param type the PostgreSQL type it travels as
/// @param stored what is stored, as an expression over the column's name
/// @param array makes the array its values travel in
/// @param value the value of a row, null for SQL's NULL
/// @param <T> a row
record Column<T>(
    String name,
    String type,
    String stored,
    IntFunction<@Nullable Object[]> array,
    Function<T, @Nullable Object> value) {

  private static final String NUL = "\\u0000";

  /// An even number of backslashes, which are themselves escaped, and then the escape.
  private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  /// Text; PostgreSQL has no NUL in it, so that becomes the replacement character.
  static <T> Column<T> text(String name, Function<T, @Nullable String> value) {
    return new Column<>(
        name,
        "text",
        name,
        String[]::new,
        row -> {
          var text = value.apply(row);
          return text == null ? null : text.replace('\0', '\uFFFD');
        });
  }

  /// A list of words none of which has a line break.
  static <T> Column<T> words(String name, Function<T, @Nullable List<String>> value) {
    return new Column<>(
        name,
        "text",
        "string_to_array(%s, E'\\n')".formatted(name),
        String[]::new,
        row -> {
          var words = value.apply(row);
          return words == null ? null : String.join("\n", words);
        });
  }

  /// A JSON text. PostgreSQL takes no escaped NUL either.
  static <T> Column<T> json(String name, Function<T, String> value) {
    return new Column<>(
        name, "text", name + "::jsonb", String[]::new, row -> withoutNul(value.apply(row)));
  }

  private static String withoutNul(String json) {
    return json.contains(NUL) ? ESCAPED_NUL.matcher(json).replaceAll("$1\\\\uFFFD") : json;
  }

  static <T> Column<T> uuid(String name, Function<T, @Nullable UUID> value) {
    return new Column<>(name, "uuid", name, UUID[]::new, value::apply);
  }

  static <T> Column<T> time(String name, Function<T, @Nullable Instant> value) {
    return new Column<>(
        name,
        "timestamptz",
        name,
        OffsetDateTime[]::new,
        row -> {
          var at = value.apply(row);
          return at == null ? null : Stored.time(at);
        });
  }

  static <T> Column<T> date(String name, Function<T, @Nullable LocalDate> value) {
    return new Column<>(name, "date", name, LocalDate[]::new, value::apply);
  }

  static <T> Column<T> integer(String name, Function<T, @Nullable Integer> value) {
    return new Column<>(name, "integer", name, Integer[]::new, value::apply);
  }

  static <T> Column<T> bigint(String name, Function<T, @Nullable Long> value) {
    return new Column<>(name, "bigint", name, Long[]::new, value::apply);
  }

  static <T> Column<T> bool(String name, Function<T, @Nullable Boolean> value) {
    return new Column<>(name, "boolean", name, Boolean[]::new, value::apply);
  }
}
