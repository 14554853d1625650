package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// A record as an example file shows it. Tests spoil it one part at a time.
record FrozenRecord(String key, Map<String, String> headers, String data) {

  static final String TOPIC = "ninestep.flow";

  static FrozenRecord of(JsonNode example) {
    var headers = new LinkedHashMap<String, String>();
    example
        .get("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    return new FrozenRecord(example.get("key").asText(), headers, example.get("data").toString());
  }

  static Map<String, String> texts(Headers headers) {
    var texts = new LinkedHashMap<String, String>();
    headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
    return texts;
  }

  FrozenRecord withKey(String other) {
    return new FrozenRecord(other, headers, data);
  }

  FrozenRecord with(String header, String value) {
    var changed = new LinkedHashMap<>(headers);
    changed.put(header, value);
    return new FrozenRecord(key, changed, data);
  }

  FrozenRecord without(String header) {
    var changed = new LinkedHashMap<>(headers);
    changed.remove(header);
    return new FrozenRecord(key, changed, data);
  }

  FrozenRecord withData(String other) {
    return new FrozenRecord(key, headers, other);
  }

  /// The record as a consumer hands it out, taken by the log when its writer wrote it.
  ConsumerRecord<byte[], byte[]> consumed() {
    var recordHeaders = new RecordHeaders();
    headers.forEach((name, value) -> recordHeaders.add(name, value.getBytes(UTF_8)));
    return new ConsumerRecord<>(
        TOPIC,
        3,
        17,
        Instant.parse(headers.getOrDefault("ce_time", "2026-11-21T14:03:00.000Z")).toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        key.length(),
        data.length(),
        key.getBytes(UTF_8),
        data.getBytes(UTF_8),
        recordHeaders,
        Optional.empty());
  }

  Logged decoded() {
    return EventCodec.decode(consumed(), Topic.FLOW);
  }
}
