package dev.ninestep.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Parameters;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormDecoderTest {

  static Stream<Arguments> wellFormed() {
    return Stream.of(
        Arguments.of("", Map.of()),
        Arguments.of("&&", Map.of()),
        Arguments.of("a=1&b=2", Map.of("a", List.of("1"), "b", List.of("2"))),
        Arguments.of("a=1&a=2", Map.of("a", List.of("1", "2"))),
        Arguments.of("a=1=2", Map.of("a", List.of("1=2"))),
        Arguments.of("a=b+c%2Bd%20e", Map.of("a", List.of("b c+d e"))),
        Arguments.of("%61=%E2%82%ac", Map.of("a", List.of("€"))),
        Arguments.of("a=\u00e2\u0082\u00ac", Map.of("a", List.of("€"))),
        Arguments.of("a=%0d%0A", Map.of("a", List.of("\r\n"))),
        Arguments.of("a=&b&c=1", Map.of("c", List.of("1"))));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void everyNameIsReadWithAllItsValues(String text, Map<String, List<String>> values) {
    assertThat(FormDecoder.decode(text)).contains(new Parameters(values));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%4&b=1",
        "a=%zz",
        "a=%-1",
        "a=%+1",
        "%=1",
        "a=%\u0131\u0131",
        "a=%ff",
        "a=%c3",
        "a=%ed%a0%80",
        "a=%c0%80",
        "a=\u00ff",
        "a=\u20ac",
        "a=\u0141"
      })
  void whatIsNotPercentEncodedUtf8IsMalformed(String text) {
    assertThat(FormDecoder.decode(text)).isEmpty();
  }

  @Test
  void moreParametersThanAnyRequestHasAreMalformed() {
    assertThat(FormDecoder.decode(pairs(64))).isPresent();
    assertThat(FormDecoder.decode(pairs(65))).isEmpty();
  }

  private static String pairs(int count) {
    return String.join("&", IntStream.range(0, count).mapToObj(i -> "p" + i + "=1").toList());
  }
}
