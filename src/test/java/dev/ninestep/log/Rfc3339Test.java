package dev.ninestep.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The hand-made form agrees with the JDK's reading of RFC 3339.
class Rfc3339Test {

  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long AFTER = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli() + 1;

  @Test
  void everyMillisecondIsPrintedAsTheJdkReadsItAndReadBack() {
    var chance = new SplittableRandom(17);
    for (var i = 0; i < 20_000; i++) {
      var instant = Instant.ofEpochMilli(chance.nextLong(FIRST, AFTER));
      var text = Rfc3339.print(instant);
      assertThat(text).hasSize(24);
      assertThat(Instant.parse(text)).isEqualTo(instant);
      assertThat(Rfc3339.parse(text)).contains(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00.000Z",
        "2028-02-29T12:00:00.001Z",
        "9999-12-31T23:59:59.999Z"
      })
  void theEdgesArePrintedAsTheyAreRead(String text) {
    assertThat(Rfc3339.parse(text).map(Rfc3339::print)).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T14:03:17Z, 2026-11-21T14:03:17Z",
    "2026-11-21T14:03:17.25Z, 2026-11-21T14:03:17.250Z",
    "2026-11-21T15:03:17.250+01:00, 2026-11-21T14:03:17.250Z",
    "2026-11-21T14:03:17.123456Z, 2026-11-21T14:03:17.123456Z"
  })
  void otherFormsOfTheStandardAreRead(String text, Instant instant) {
    assertThat(Rfc3339.parse(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-02-29T12:00:00.000Z",
        "2026-13-01T12:00:00.000Z",
        "2026-11-21T24:00:00.000Z",
        "2026-11-21T14:60:00.000Z",
        "2026-11-21T14:03:60.000Z",
        "2026-11-21 14:03:17.000Z",
        "2026-11-21T14:03:17.000"
      })
  void whatIsNoInstantIsRefused(String text) {
    assertThat(Rfc3339.parse(text)).isEmpty();
  }

  @Test
  void whatIsFinerThanAMillisecondIsCutOff() {
    assertThat(Rfc3339.print(Instant.parse("2026-11-21T14:03:17.999999999Z")))
        .isEqualTo("2026-11-21T14:03:17.999Z");
  }

  @Test
  void aYearOfFiveDigitsCannotBePrinted() {
    assertThatThrownBy(() -> Rfc3339.print(Instant.ofEpochMilli(AFTER)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RFC 3339 has no year 10000");
  }
}
