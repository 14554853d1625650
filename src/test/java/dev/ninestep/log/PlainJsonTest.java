package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Event;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the data of a record are, the quick reader and the one that knows all of JSON agree.
class PlainJsonTest {

  private static final String[] PARTS = {
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "null",
    "-",
    "0",
    "1e3",
    ".5",
    "\u00e4",
    "\u0000",
    "\u007f",
    "\\u0041",
    "99999999999",
    "9223372036854775808",
    "\"new\":1,",
    "Z",
    "a",
    "A"
  };

  static Stream<Class<?>> events() {
    return Arrays.stream(Event.class.getPermittedSubclasses());
  }

  private static String example(Class<?> event) throws IOException {
    var example = Schemas.read(Schemas.example(event.asSubclass(Event.class)));
    return FrozenRecord.of(example).data();
  }

  /// What reading comes to: the event, or the refusal in all its words.
  private static Object outcome(Reading reading) {
    try {
      return reading.read();
    } catch (IOException | RuntimeException e) {
      return e.toString();
    }
  }

  private interface Reading {
    Event read() throws IOException;
  }

  private static void assertAgreement(EventData<?> event, String json) {
    var bytes = json.getBytes(UTF_8);
    assertThat(outcome(() -> event.read(bytes)))
        .as(json)
        .isEqualTo(outcome(() -> event.readAny(bytes)));
  }

  /// All but text that has to be escaped, such as the keys of a client.
  @ParameterizedTest
  @MethodSource("events")
  void whatWeWriteIsReadQuickly(Class<?> type) throws IOException {
    var data = new EventData<>(type.asSubclass(Event.class));
    var form = new JsonRecord<>(type.asSubclass(Event.class));
    var event = data.readAny(example(type).getBytes(UTF_8));
    var json = EventCodec.json(event);
    var plain = new PlainJson(json);
    if (new String(json, UTF_8).contains("\\")) {
      assertThat(form.read(plain)).isNull();
    } else {
      assertThat(form.read(plain)).isEqualTo(event);
      assertThat(plain.isAtEnd()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void spoiledDataAreReadOrRefusedAlike(Class<?> type) throws IOException {
    var event = new EventData<>(type.asSubclass(Event.class));
    var good = example(type);
    var chance = new SplittableRandom(17);
    assertAgreement(event, good);
    for (var i = 0; i < 3_000; i++) {
      var from = chance.nextInt(good.length());
      var to = Math.min(good.length(), from + chance.nextInt(4));
      var part = PARTS[chance.nextInt(PARTS.length)];
      assertAgreement(event, good.substring(0, from) + part + good.substring(to));
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void dataThatEndTooSoonAreRefusedAlike(Class<?> type) throws IOException {
    var event = new EventData<>(type.asSubclass(Event.class));
    var good = example(type);
    for (var length = 0; length < good.length(); length++) {
      assertAgreement(event, good.substring(0, length));
    }
  }
}
