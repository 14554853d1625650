package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.FlowId;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Facts as records and records as facts: CloudEvents 1.0 in Kafka's binary mode, the envelope in
/// the headers, the event's components as JSON in the value. The schemas and frozen examples of all
/// events are in `schemas/event`.
///
/// @spec
///   https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
///   CloudEvents Kafka Protocol Binding §3.2
public final class EventCodec {

  private static final Map<Class<?>, EventData<?>> BY_CLASS = new HashMap<>();
  private static final Map<String, EventData<?>> BY_TYPE = new HashMap<>();
  private static final TextParser<EventData<?>> TYPES =
      new Memo<>(type -> Optional.ofNullable(BY_TYPE.get(type)));
  private static final byte[] FLOW_KEY = "flow/".getBytes(UTF_8);

  static {
    for (var permitted : Event.class.getPermittedSubclasses()) {
      var data = new EventData<>(permitted.asSubclass(Event.class));
      BY_CLASS.put(permitted, data);
      BY_TYPE.put(data.type(), data);
    }
  }

  private EventCodec() {}

  /// The name of an event with its version, as in `ce_type`.
  ///
  /// @param event a class of events
  /// @return such as `dev.ninestep.code-presented.v1`
  public static String type(Class<? extends Event> event) {
    return data(event).type();
  }

  /// The components of an event as JSON.
  ///
  /// @param event the event
  /// @return one JSON object in UTF-8
  public static byte[] json(Event event) {
    return data(event.getClass()).write(event);
  }

  /// Reads what [#type(Class)] and [#json(Event)] wrote, in this version or another.
  ///
  /// @param type the name of the event with its version
  /// @param json its components, in any order
  /// @return the event, or empty when this version knows no such event or cannot read its
  ///   components
  public static Optional<Event> read(String type, byte[] json) {
    var data = BY_TYPE.get(type);
    try {
      return data == null ? Optional.empty() : Optional.of(data.read(json));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /// The map holds every class that [Event] permits, each with the form derived from that class.
  @SuppressWarnings("unchecked")
  private static EventData<Event> data(Class<? extends Event> event) {
    return (EventData<Event>) requireNonNull(BY_CLASS.get(event));
  }

  /// The record of a fact.
  ///
  /// @param fact the fact
  /// @param topic the name of the topic
  /// @param partition the partition its key belongs to
  /// @return the record, without a time, which the log will give it
  static ProducerRecord<byte[], byte[]> encode(Fact fact, String topic, int partition) {
    var data = data(fact.event().getClass());
    return new ProducerRecord<>(
        topic,
        partition,
        null,
        fact.key().toString().getBytes(UTF_8),
        data.write(fact.event()),
        EnvelopeHeaders.of(fact, data.type()));
  }

  /// What a record says. Nothing makes this fail: a reader that stops at a record it does not
  /// understand would close every flow and not one.
  ///
  /// @param record the record
  /// @param topic which of the two topics it is of
  /// @return the fact, or that it cannot be read
  static Logged decode(ConsumerRecord<byte[], byte[]> record, Topic topic) {
    var position = new Position(topic, record.partition(), record.offset());
    var at = Instant.ofEpochMilli(record.timestamp());
    var key = key(record.key());
    if (key == null) {
      return new Logged.Unreadable(
          position, at, Optional.empty(), "key is not of a flow, client or account");
    }
    try {
      return new Logged.Known(position, at, fact(key, record));
    } catch (IOException | RuntimeException e) {
      var closed = isTold(record) ? Optional.<Key>empty() : Optional.of(key);
      return new Logged.Unreadable(position, at, closed, why(e));
    }
  }

  /// Whether a record is of an event that changes the state of nothing, readable or not.
  ///
  /// @param record the record
  static boolean isTold(ConsumerRecord<byte[], byte[]> record) {
    var data = Envelope.type(record.headers(), TYPES);
    return data != null && data.isTold();
  }

  private static String why(Exception e) {
    return switch (e) {
      case Malformed malformed -> malformed.why();
      case JsonProcessingException json -> "data is not JSON at " + place(json);
      case Exception other -> other.getClass().getSimpleName();
    };
  }

  /// Nearly all records are about a flow.
  private static @Nullable Key key(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    var slash = FLOW_KEY.length;
    if (bytes.length > slash && Arrays.equals(bytes, 0, slash, FLOW_KEY, 0, slash)) {
      var flow = Hex.id(bytes, slash, bytes.length, FlowId::new);
      return flow == null ? null : new Key.OfFlow(flow);
    }
    return Key.parse(new String(bytes, UTF_8)).orElse(null);
  }

  private static Fact fact(Key key, ConsumerRecord<byte[], byte[]> record) throws IOException {
    var envelope = Envelope.read(record.headers());
    var data = envelope.type(TYPES);
    if (record.value() == null) {
      throw new Malformed("data is missing");
    }
    return envelope.fact(key, data.read(record.value()));
  }

  private static String place(JsonProcessingException e) {
    var place = e.getLocation();
    return place == null ? "an unknown place" : "byte " + place.getByteOffset();
  }
}
