package dev.ninestep.log;

import com.fasterxml.jackson.core.JsonFactory;
import dev.ninestep.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// How one kind of event is written: its name in the log and the JSON of its components.
///
/// @param <E> the event
final class EventData<E extends Event> {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_SIZE = 512;

  private final String type;
  private final JsonRecord<E> form;
  private final boolean isTold;

  /// @param event a record among the permitted events
  EventData(Class<E> event) {
    type = typeOf(event);
    form = new JsonRecord<>(event);
    isTold = Event.Told.class.isAssignableFrom(event);
  }

  /// `CodePresented` is `dev.ninestep.code-presented.v1`.
  private static String typeOf(Class<?> event) {
    var words = event.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return "dev.ninestep." + words + ".v1";
  }

  /// The name of the event with its version: `ce_type`.
  String type() {
    return type;
  }

  /// Whether it changes the state of nothing.
  boolean isTold() {
    return isTold;
  }

  /// The data of an event as UTF-8.
  byte[] write(E event) {
    var bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (var out = JSON.createGenerator(bytes)) {
      form.write(out, event);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing fails when writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /// The event of a record's data.
  ///
  /// @throws IOException when the data is not one JSON object with all that the event needs
  E read(byte[] data) throws IOException {
    var plain = new PlainJson(data);
    var event = form.read(plain);
    return event != null && plain.isAtEnd() ? event : readAny(data);
  }

  /// Reads any JSON there may be for it.
  E readAny(byte[] data) throws IOException {
    try (var in = JSON.createParser(data)) {
      in.nextToken();
      var event = form.read(in);
      if (in.nextToken() != null) {
        throw Malformed.at(in, "is more than one value");
      }
      return event;
    }
  }
}
