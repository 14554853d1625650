package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A value written as a JSON string.
///
/// @param kind what it is called in a message
/// @param print its text
/// @param parse the value of a text, empty when the text is none
/// @param quick the same for the bytes of most texts, null for those it leaves to `parse`
/// @param <T> the kind of value
record JsonText<T>(
    String kind,
    Function<T, String> print,
    Function<String, Optional<T>> parse,
    TextParser<T> quick)
    implements JsonValue<T> {

  /// A value for which there is no quicker way.
  JsonText(String kind, Function<T, String> print, Function<String, Optional<T>> parse) {
    this(
        kind,
        print,
        parse,
        (bytes, from, to) -> parse.apply(new String(bytes, from, to - from, UTF_8)).orElse(null));
  }

  @Override
  public void write(JsonGenerator out, T value) throws IOException {
    out.writeString(print.apply(value));
  }

  @Override
  public T read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw Malformed.at(in, "is not a string");
    }
    var value = parse.apply(in.getText());
    if (value.isEmpty()) {
      throw Malformed.at(in, "is not " + kind);
    }
    return value.get();
  }

  @Override
  public @Nullable T read(PlainJson in) {
    return in.text(quick);
  }
}
