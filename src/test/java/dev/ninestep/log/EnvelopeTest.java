package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CodePresented;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Headers are taken for what they are called, wherever they stand.
class EnvelopeTest {

  private ConsumerRecord<byte[], byte[]> record;

  @BeforeEach
  void readAnExample() throws IOException {
    record = FrozenRecord.of(Schemas.read(Schemas.example(CodePresented.class))).consumed();
  }

  private Logged decoded() {
    return EventCodec.decode(record, Topic.FLOW);
  }

  private void replace(Iterable<Header> headers) {
    for (var header : record.headers().toArray()) {
      record.headers().remove(header.key());
    }
    headers.forEach(record.headers()::add);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  @Test
  void theOrderOfHeadersDoesNotMatter() {
    var expected = decoded();
    assertThat(expected).isInstanceOf(Logged.Known.class);
    var headers = new ArrayList<>(List.of(record.headers().toArray()));
    var chance = new Random(17);
    for (var i = 0; i < 500; i++) {
      Collections.shuffle(headers, chance);
      replace(headers);
      assertThat(decoded()).isEqualTo(expected);
    }
  }

  @Test
  void ofTwoHeadersWithOneNameTheFirstOneCounts() {
    var expected = decoded();
    assertThat(EventCodec.isTold(record)).isFalse();
    for (var header : record.headers().toArray()) {
      record.headers().add(header(header.key(), "another"));
    }
    record.headers().add(header("ce_type", "dev.ninestep.tokens-issued.v1"));
    assertThat(decoded()).isEqualTo(expected);
    assertThat(EventCodec.isTold(record)).isFalse();
  }

  @Test
  void headersOfOthersArePassedOver() {
    var expected = decoded();
    var headers = new ArrayList<Header>();
    for (var header : record.headers().toArray()) {
      headers.add(header("x-" + header.key(), "theirs"));
      headers.add(header);
    }
    replace(headers);
    assertThat(decoded()).isEqualTo(expected);
  }
}
