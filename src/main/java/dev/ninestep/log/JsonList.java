package dev.ninestep.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list written as a JSON array.
///
/// @param element how its elements are written
/// @param <T> the kind of element
record JsonList<T>(JsonValue<T> element) implements JsonValue<List<T>> {

  @Override
  public void write(JsonGenerator out, List<T> values) throws IOException {
    out.writeStartArray();
    for (var value : values) {
      element.write(out, value);
    }
    out.writeEndArray();
  }

  @Override
  public List<T> read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw Malformed.at(in, "is not an array");
    }
    var values = new ArrayList<T>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      values.add(element.read(in));
    }
    return values;
  }

  @Override
  public @Nullable List<T> read(PlainJson in) throws IOException {
    if (!in.takes('[')) {
      return null;
    }
    var values = new ArrayList<T>();
    if (in.takes(']')) {
      return values;
    }
    do {
      var value = element.read(in);
      if (value == null) {
        return null;
      }
      values.add(value);
    } while (in.takes(','));
    return in.takes(']') ? values : null;
  }
}
