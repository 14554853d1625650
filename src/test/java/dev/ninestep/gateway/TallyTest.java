package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.MeteredSecond;
import dev.ninestep.exchange.Heading;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final long NOON = Instant.parse("2026-11-21T12:00:00Z").getEpochSecond();
  private static final Amount PRICE = new Amount(5);

  private final AccessToken token =
      new AccessToken(
          new FlowId(1, 1),
          Harness.CLIENT,
          Harness.ACCOUNT,
          Scope.parse("mcp").orElseThrow(),
          ResourceUri.parse("https://mcp.example.com/mcp").orElseThrow(),
          "jti",
          Instant.ofEpochSecond(NOON),
          Instant.ofEpochSecond(NOON + 60));
  private final Tally tally = new Tally(Heading.ofNone(), token, NOON);

  @Test
  void whatWasCountedInOneSecondIsThatSecond() {
    tally.add(NOON, PRICE);
    tally.add(NOON, PRICE);
    var event = tally.event(token.resource());
    assertThat(event.client()).isEqualTo(token.client());
    assertThat(event.account()).isEqualTo(token.account());
    assertThat(event.second()).isEqualTo(Instant.ofEpochSecond(NOON));
    assertThat(event.count()).isEqualTo(2);
    assertThat(event.cost()).isEqualTo(new Amount(10));
    assertThat(event.later()).isEmpty();
    assertThat(event.last()).isEqualTo(event.second());
  }

  @Test
  void eachLaterSecondIsToldAndAllOfThemAreSummedUp() {
    tally.add(NOON, PRICE);
    tally.add(NOON + 3, PRICE);
    tally.add(NOON + 3, Amount.ZERO);
    tally.add(NOON + 9, PRICE);
    var event = tally.event(token.resource());
    assertThat(event.count()).isEqualTo(4);
    assertThat(event.cost()).isEqualTo(new Amount(15));
    assertThat(event.later())
        .contains(List.of(new MeteredSecond(3, 2, PRICE), new MeteredSecond(9, 1, PRICE)));
    assertThat(event.last()).isEqualTo(Instant.ofEpochSecond(NOON + 9));
  }
}
