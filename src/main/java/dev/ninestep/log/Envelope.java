package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// The headers of a record, on their way to become the envelope of a fact.
///
/// Reading takes each header once and in passing, since a starting pod reads those of every record.
final class Envelope {

  private static final TextParser<ClientId> CLIENTS = new Memo<>(ClientId::parse);
  private static final TextParser<String> SOURCES = new Memo<>(Optional::of);

  private final byte[][] values;

  private Envelope(byte[][] values) {
    this.values = values;
  }

  /// Takes what headers there are; what is lacking shows when it is asked for. Of two with one name
  /// the first one counts.
  static Envelope read(Headers headers) {
    var values = new byte[EnvelopeHeaders.COUNT][];
    var expected = 0;
    for (var header : headers) {
      var place = EnvelopeHeaders.place(header.key(), expected);
      // The step is for those who only look on: the event itself knows its step.
      if (place >= 0 && place != EnvelopeHeaders.STEP && values[place] == null) {
        values[place] = header.value();
      }
      expected = place + 1;
    }
    return new Envelope(values);
  }

  /// How the event named in an envelope is written, without a look at the rest of it.
  ///
  /// @param types turns the name of an event with its version into that
  /// @return null when no event is named, or one that is not known
  static <T> @Nullable T type(Headers headers, TextParser<T> types) {
    for (var header : headers) {
      if (header.key().equals(EnvelopeHeaders.name(EnvelopeHeaders.TYPE))) {
        return header.value() == null
            ? null
            : types.parse(header.value(), 0, header.value().length);
      }
    }
    return null;
  }

  /// How the event named in this envelope is written.
  ///
  /// @param types turns the name of an event with its version into that
  /// @throws Malformed when this is no CloudEvent of ours, or its event is not known
  <T> T type(TextParser<T> types) throws Malformed {
    if (!Arrays.equals(values[EnvelopeHeaders.SPEC_VERSION], EnvelopeHeaders.VERSION_1.value())) {
      throw new Malformed("header ce_specversion is not 1.0");
    }
    if (!Arrays.equals(values[EnvelopeHeaders.CONTENT_TYPE], EnvelopeHeaders.IS_JSON.value())) {
      throw new Malformed("header content-type is not application/json");
    }
    var name = present(EnvelopeHeaders.TYPE);
    var type = types.parse(name, 0, name.length);
    if (type == null) {
      throw new Malformed("header ce_type names no event of this version");
    }
    return type;
  }

  /// The fact in this envelope.
  ///
  /// @throws Malformed when the envelope lacks a part or one cannot be read
  Fact fact(Key key, Event event) throws Malformed {
    return new Fact(
        read(EnvelopeHeaders.ID, Envelope::uuid),
        key,
        read(EnvelopeHeaders.SOURCE, SOURCES),
        read(EnvelopeHeaders.TIME, Envelope::time),
        read(EnvelopeHeaders.CORRELATION_ID, Envelope::flow),
        read(EnvelopeHeaders.REQUEST_ID, Envelope::request),
        values[EnvelopeHeaders.SUBJECT] == null
            ? Optional.empty()
            : Optional.of(read(EnvelopeHeaders.SUBJECT, CLIENTS)),
        Optional.ofNullable(values[EnvelopeHeaders.TRACEPARENT])
            .map(trace -> new String(trace, UTF_8)),
        event);
  }

  private byte[] present(int place) throws Malformed {
    var value = values[place];
    if (value == null) {
      throw new Malformed("header " + EnvelopeHeaders.name(place) + " is missing");
    }
    return value;
  }

  private <T> T read(int place, TextParser<T> parser) throws Malformed {
    var text = present(place);
    var value = parser.parse(text, 0, text.length);
    if (value == null) {
      throw new Malformed("header " + EnvelopeHeaders.name(place) + " cannot be read");
    }
    return value;
  }

  private static @Nullable FlowId flow(byte[] bytes, int from, int to) {
    return Hex.id(bytes, from, to, FlowId::new);
  }

  private static @Nullable RequestId request(byte[] bytes, int from, int to) {
    return Hex.id(bytes, from, to, RequestId::new);
  }

  private static @Nullable Instant time(byte[] bytes, int from, int to) {
    var plain = Rfc3339.parse(bytes, from, to);
    return plain != null ? plain : Rfc3339.parse(new String(bytes, UTF_8)).orElse(null);
  }

  private static @Nullable UUID uuid(byte[] bytes, int from, int to) {
    var plain = Hex.uuid(bytes);
    try {
      return plain != null ? plain : UUID.fromString(new String(bytes, UTF_8));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
