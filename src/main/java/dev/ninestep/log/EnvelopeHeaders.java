package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ninestep.event.Fact;
import dev.ninestep.protocol.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// The envelope of a fact as the headers of its record: their names, and the order in which they
/// are written.
///
/// Whoever reads them expects that order but does not rely on it: nearly always the header that
/// comes is the next one, or the one after an optional one, and comparing two names is all there is
/// to do.
final class EnvelopeHeaders {

  static final int SPEC_VERSION = 0;
  static final int ID = 1;
  static final int TYPE = 2;
  static final int SOURCE = 3;
  static final int TIME = 4;
  static final int SUBJECT = 5;
  static final int CORRELATION_ID = 6;
  static final int REQUEST_ID = 7;
  static final int STEP = 8;
  static final int TRACEPARENT = 9;
  static final int CONTENT_TYPE = 10;

  private static final List<String> NAMES =
      List.of(
          "ce_specversion",
          "ce_id",
          "ce_type",
          "ce_source",
          "ce_time",
          "ce_subject",
          "ce_correlationid",
          "ce_requestid",
          "ce_step",
          "ce_traceparent",
          "content-type");

  /// How many there are at most.
  static final int COUNT = NAMES.size();

  static final Header VERSION_1 = header(SPEC_VERSION, "1.0");
  static final Header IS_JSON = header(CONTENT_TYPE, "application/json");
  private static final Map<Step, Header> STEPS = new EnumMap<>(Step.class);

  static {
    for (var step : Step.values()) {
      STEPS.put(step, header(STEP, step.number()));
    }
  }

  private EnvelopeHeaders() {}

  /// The name of the header at a place.
  static String name(int place) {
    return NAMES.get(place);
  }

  /// Where a header is written.
  ///
  /// @param name its name
  /// @param expected where it probably is
  /// @return its place, or -1 when it is none of ours
  static int place(String name, int expected) {
    for (var place = expected; place < COUNT; place++) {
      if (NAMES.get(place).equals(name)) {
        return place;
      }
    }
    return NAMES.indexOf(name);
  }

  private static Header header(int place, String value) {
    return new RecordHeader(name(place), value.getBytes(UTF_8));
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
}
