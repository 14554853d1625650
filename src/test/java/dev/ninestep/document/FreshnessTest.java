package dev.ninestep.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// (CM-11)
class FreshnessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|PT5M",
        "max-age=0|PT30S",
        "max-age=29|PT30S",
        "max-age=31|PT31S",
        "public, Max-Age=3600|PT1H",
        "max-age=86400|PT24H",
        "max-age=86401|PT24H",
        "max-age=99999999999999999999|PT24H",
        "max-age=-1|PT5M",
        "max-age=soon|PT5M",
        "no-cache|PT30S",
        "no-cache, max-age=3600|PT30S"
      })
  void theHeaderCountsWithinBounds(String header, Duration kept) {
    assertThat(Freshness.of(header)).contains(kept);
  }

  @Test
  void whatMayNotBeStoredIsNot() {
    assertThat(Freshness.of("max-age=3600, no-store")).isEmpty();
  }
}
