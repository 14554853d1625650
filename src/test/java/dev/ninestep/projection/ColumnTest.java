package dev.ninestep.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"a\":\"x\"},           {\"a\":\"x\"}",
        "{\"a\":\"x\\u0000y\"},   {\"a\":\"x\\uFFFDy\"}",
        "{\"a\":\"\\u0000\\u0000\"}, {\"a\":\"\\uFFFD\\uFFFD\"}",
        "{\"a\":\"\\\\u0000\"},   {\"a\":\"\\\\u0000\"}",
        "{\"a\":\"\\\\\\u0000\"}, {\"a\":\"\\\\\\uFFFD\"}",
      })
  void anEscapedNulIsReplacedAndAnEscapedBackslashIsNot(String json, String stored) {
    assertThat(Column.<String>json("data", row -> row).value().apply(json)).isEqualTo(stored);
  }
}
