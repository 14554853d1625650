package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.Step;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// The envelope of a fact as the headers of its record.
///
/// Reading takes each header once and in passing, since a starting pod reads those of every record.
final class EnvelopeHeaders {

  private static final String SPEC_VERSION = "ce_specversion";
  private static final String ID = "ce_id";
  private static final String TYPE = "ce_type";
  private static final String SOURCE = "ce_source";
  private static final String TIME = "ce_time";
  private static final String SUBJECT = "ce_subject";
  private static final String CORRELATION_ID = "ce_correlationid";
  private static final String REQUEST_ID = "ce_requestid";
  private static final String STEP = "ce_step";
  private static final String TRACEPARENT = "ce_traceparent";
  private static final String CONTENT_TYPE = "content-type";

  private static final Header VERSION_1 = header(SPEC_VERSION, "1.0");
  private static final Header IS_JSON = header(CONTENT_TYPE, "application/json");
  private static final Map<Step, Header> STEPS = new EnumMap<>(Step.class);

  static {
    for (var step : Step.values()) {
      STEPS.put(step, header(STEP, step.number()));
    }
  }

  private boolean isVersion1;
  private boolean isJson;
  private @Nullable String id;
  private @Nullable String type;
  private @Nullable String source;
  private @Nullable String time;
  private @Nullable String subject;
  private @Nullable String correlationId;
  private @Nullable String requestId;
  private @Nullable String traceparent;

  private EnvelopeHeaders() {}

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  /// The headers of a fact.
  ///
  /// @param type the `ce_type` of its event
  static Headers of(Fact fact, String type) {
    var headers = new RecordHeaders();
    headers.add(VERSION_1);
    headers.add(header(ID, fact.id().toString()));
    headers.add(header(TYPE, type));
    headers.add(header(SOURCE, fact.source()));
    headers.add(header(TIME, Rfc3339.print(fact.time())));
    fact.client().ifPresent(client -> headers.add(header(SUBJECT, client.value())));
    headers.add(header(CORRELATION_ID, fact.flow().toString()));
    headers.add(header(REQUEST_ID, fact.request().toString()));
    headers.add(STEPS.get(fact.event().step()));
    fact.traceparent().ifPresent(trace -> headers.add(header(TRACEPARENT, trace)));
    headers.add(IS_JSON);
    return headers;
  }

  /// Reads an envelope; what it lacks shows when it is asked for.
  static EnvelopeHeaders read(Headers headers) {
    var envelope = new EnvelopeHeaders();
    for (var header : headers) {
      envelope.take(header);
    }
    return envelope;
  }

  /// `ce_step` is for those who only look on: the event itself knows its step.
  private void take(Header header) {
    switch (header.key()) {
      case SPEC_VERSION -> isVersion1 = Arrays.equals(header.value(), VERSION_1.value());
      case CONTENT_TYPE -> isJson = Arrays.equals(header.value(), IS_JSON.value());
      case ID -> id = text(header);
      case TYPE -> type = text(header);
      case SOURCE -> source = text(header);
      case TIME -> time = text(header);
      case SUBJECT -> subject = text(header);
      case CORRELATION_ID -> correlationId = text(header);
      case REQUEST_ID -> requestId = text(header);
      case TRACEPARENT -> traceparent = text(header);
      default -> {}
    }
  }

  private static @Nullable String text(Header header) {
    var value = header.value();
    return value == null ? null : new String(value, UTF_8);
  }

  /// The name of the event with its version.
  ///
  /// @throws Malformed when this is no CloudEvent of ours
  String type() throws Malformed {
    if (!isVersion1) {
      throw new Malformed("header ce_specversion is not 1.0");
    }
    if (!isJson) {
      throw new Malformed("header content-type is not application/json");
    }
    return present(TYPE, type);
  }

  /// The fact in this envelope.
  ///
  /// @throws Malformed when the envelope lacks a part or one cannot be read
  Fact fact(Key key, Event event) throws Malformed {
    return new Fact(
        read(ID, id, EnvelopeHeaders::uuid),
        key,
        present(SOURCE, source),
        read(TIME, time, Rfc3339::parse),
        read(CORRELATION_ID, correlationId, FlowId::parse),
        read(REQUEST_ID, requestId, RequestId::parse),
        subject == null ? Optional.empty() : Optional.of(read(SUBJECT, subject, ClientId::parse)),
        Optional.ofNullable(traceparent),
        event);
  }

  private static String present(String name, @Nullable String value) throws Malformed {
    if (value == null) {
      throw new Malformed("header " + name + " is missing");
    }
    return value;
  }

  private static <T> T read(
      String name, @Nullable String value, Function<String, Optional<T>> parse) throws Malformed {
    return parse
        .apply(present(name, value))
        .orElseThrow(() -> new Malformed("header " + name + " cannot be read"));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
