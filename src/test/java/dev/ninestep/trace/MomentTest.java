package dev.ninestep.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

  /// A Sunday.
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2026-11-21T14:03Z                | 2026-11-21T14:03:00Z | PT1M",
        "2026-11-21 14:03                 | 2026-11-21T14:03:00Z | PT1M",
        "2026-11-21t14:03:27.123z         | 2026-11-21T14:03:27Z | PT1S",
        "2026-11-21T15:03+01:00           | 2026-11-21T14:03:00Z | PT1M",
        "2026-11-21 09:03 -0500           | 2026-11-21T14:03:00Z | PT1M",
        "2026/11/21   14:03  UTC          | 2026-11-21T14:03:00Z | PT1M",
        "21 Nov 2026 3:03 pm CET          | 2026-11-21T14:03:00Z | PT1M",
        "Nov 21, 2026, 3:03 p.m. (CET)    | 2026-11-21T14:03:00Z | PT1M",
        "November 21st 2026 at 9:03AM EST | 2026-11-21T14:03:00Z | PT1M",
        "21. November 2026 um 15:03 Uhr MEZ | 2026-11-21T14:03:00Z | PT1M",
        "21.11.2026 15.03 Berlin time     | 2026-11-21T14:03:00Z | PT1M",
        "21.11. 15:03 europe/berlin       | 2026-11-21T14:03:00Z | PT1M",
        "21.7.2026 16:03 Europe/Berlin    | 2026-07-21T14:03:00Z | PT1M",
        "11/21/2026 6:03 AM PST           | 2026-11-21T14:03:00Z | PT1M",
        "11/21/2026 9:03 am ET            | 2026-11-21T14:03:00Z | PT1M",
        "07/07/2026 14:03                 | 2026-07-07T14:03:00Z | PT1M",
        "Sat, 21 Nov 2026 14:03:27 GMT    | 2026-11-21T14:03:27Z | PT1S",
        "Sat Nov 21 2026 15:03:27 GMT+0100 (Central European Standard Time) | 2026-11-21T14:03:27Z"
            + " | PT1S",
        "Sat Nov 21 14:03:27 UTC 2026     | 2026-11-21T14:03:27Z | PT1S",
        "[21/Nov/2026:14:03:27 +0000]     | 2026-11-21T14:03:27Z | PT1S",
        "21 nov 14:03                     | 2026-11-21T14:03:00Z | PT1M",
        "24 dec 14:03                     | 2025-12-24T14:03:00Z | PT1M",
        "14:03Z                           | 2026-11-21T14:03:00Z | PT1M",
        "09:58                            | 2026-11-22T09:58:00Z | PT1M",
        "10:04 UTC                        | 2026-11-22T10:04:00Z | PT1M",
        "yesterday 23:30 New York         | 2026-11-22T04:30:00Z | PT1M",
        "today 10:58 CET                  | 2026-11-22T09:58:00Z | PT1M",
        "yesterday 2pm                    | 2026-11-21T14:00:00Z | PT1H",
        "12:30 am, 21 Nov 2026            | 2026-11-21T00:30:00Z | PT1M",
        "2026-11-21                       | 2026-11-21T00:00:00Z | PT24H",
        "2026-10-25 Europe/Berlin         | 2026-10-24T22:00:00Z | PT25H",
        "1795269807                       | 2026-11-21T14:03:27Z | PT1S",
        "1795269807123                    | 2026-11-21T14:03:27Z | PT1S",
      })
  void aTimeIsReadAsPeopleWriteIt(String text, Instant from, Duration lasts) {
    assertThat(Moment.of(text, NOW)).isEqualTo(new Moment.Known(from, lasts));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3/4/2026 14:03 | 3/4/2026 may be day and month or month and day: write 2026-04-03 or"
            + " 2026-03-04",
        "21 Nov 2026 8:03 CST | cst may be -06:00 or +08:00: write the offset instead",
        "14:03 local time | local may be any offset: write the offset instead",
        "2026-10-25 02:30 Europe/Berlin | there were two such times on that day in Europe/Berlin:"
            + " write +02:00 or +01:00 behind it",
        "2026-03-29 02:30 Europe/Berlin | there was no such time on that day in Europe/Berlin",
        "31 Nov 2026 14:03 | there is no such day",
        "whenever | not a time such as 2026-11-21T14:03Z or 21 Nov 2026 3:03 pm CET",
        "2026-11-21 14:03 +25:00 | there is no such offset",
        "UTC | not a time such as 2026-11-21T14:03Z",
      })
  void whatMayMeanSeveralTimesIsSaid(String text, String why) {
    assertThat(Moment.of(text, NOW)).isEqualTo(new Moment.Unclear(why));
  }

  @Test
  void whatHappenedWithinIsNotFar() {
    var minute = new Moment.Known(NOW, Duration.ofMinutes(1));
    assertThat(minute.from(NOW)).isZero();
    assertThat(minute.from(NOW.plusSeconds(59))).isZero();
    assertThat(minute.from(NOW.plusSeconds(65))).isEqualTo(Duration.ofSeconds(5));
    assertThat(minute.from(NOW.minusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
  }
}
