package dev.ninestep.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How one kind of value is written as JSON.
///
/// @param <T> the kind of value
interface JsonValue<T> {

  /// Writes a value.
  void write(JsonGenerator out, T value) throws IOException;

  /// Reads the value whose first token the parser stands on, and leaves it on the last.
  ///
  /// @throws IOException when there is no such value
  T read(JsonParser in) throws IOException;

  /// Reads the value that comes next, when it is written just as [#write] does.
  ///
  /// @return the value, or null when whatever comes is to be read by [#read(JsonParser)] instead
  /// @throws IOException when there is no such value, as the other method would
  @Nullable T read(PlainJson in) throws IOException;
}
