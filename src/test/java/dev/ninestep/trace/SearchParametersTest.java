package dev.ninestep.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchParametersTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "abc-1 | abc-1",
        "\"abc-1\", | abc-1",
        "client_id=abc-1& | abc-1",
        "\"client_id\": \"abc-1\" | abc-1",
        "abc\u200b- 1 | abc-1",
        "https%3A%2F%2Fclaude.ai%2Foauth | https://claude.ai/oauth",
      })
  void anIdIsFreedOfWhatWasPastedWithIt(String pasted, String id) {
    assertThat(read(Map.of("client_id", pasted)).client()).contains(id);
  }

  /// (AD-09)
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at | whenever | at: not a time such as 2026-11-21T14:03Z or 21 Nov 2026 3:03 pm CET",
        "limit | 101 | limit: not a number from 1 to 100",
        "limit | 0 | limit: not a number from 1 to 100",
        "within | 61 | within: not a number of minutes from 1 to 60",
        "account | anna | account: not an account's id",
        "grant | 12 | grant: not a grant's id, which is the reference of its flow",
        "refusal | NONE_SUCH | refusal: there is none of this name",
        "pod | pod-1 | pod: give at as well",
        "error | hm | error: nothing that this server says; give client_id or at as well, or the"
            + " reference",
      })
  void whatIsMalformedOrKnowsNoBoundsIsSaid(String name, String value, String why) {
    assertThat(SearchParameters.of(Parameters.of(Map.of(name, value)), NOW))
        .isEqualTo(new SearchParameters.Malformed(why));
  }

  @Test
  void aSearchForNothingIsRefused() {
    assertThat(SearchParameters.of(Parameters.of(Map.of("limit", "3")), NOW))
        .isInstanceOf(SearchParameters.Malformed.class);
  }

  @Test
  void whatIsNotSaidHasABound() {
    var query = read(Map.of("client_id", "abc", "error", "hm"));
    assertThat(query.limit()).isEqualTo(20);
    assertThat(query.within()).isEqualTo(Duration.ofMinutes(5));
  }

  private static SearchQuery read(Map<String, String> parameters) {
    return switch (SearchParameters.of(Parameters.of(parameters), NOW)) {
      case SearchParameters.Read(var query) -> query;
      case SearchParameters.Malformed(var why) -> throw new AssertionError(why);
    };
  }
}
