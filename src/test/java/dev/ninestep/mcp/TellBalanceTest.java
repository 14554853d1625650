package dev.ninestep.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.fold.Account;
import dev.ninestep.fold.AccountMemory;
import dev.ninestep.fold.Purse;
import dev.ninestep.protocol.Amount;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a model may ask about money.
class TellBalanceTest {

  private static final Amount LOW = new Amount(1_000_000);
  private static final URI TOP_UP = URI.create("https://pay.example/top-up");

  private static ToolResult told(long micros, Optional<URI> topUp) {
    var purse = new Purse(new Amount(micros), List.of(), List.of());
    var tool =
        new TellBalance(
            account ->
                account.equals(Served.CALLER.account())
                    ? new Account.Open(AccountMemory.NOTHING, purse)
                    : new Account.Open(),
            "EUR",
            LOW,
            topUp);
    return tool.call(Served.CALLER, new JsonObject()).result();
  }

  @Test
  void aLowBalanceIsCalledSoWithWhereToTopUp() {
    assertThat(told(420_000, Optional.of(TOP_UP)).structured())
        .contains(
            new JsonObject()
                .put("balance", "0.42")
                .put("currency", "EUR")
                .put("low", true)
                .put("top_up_url", TOP_UP.toString()));
  }

  @Test
  void whatIsEnoughIsNotLow() {
    assertThat(told(LOW.micros(), Optional.empty()).structured())
        .contains(new JsonObject().put("balance", "1.00").put("currency", "EUR").put("low", false));
    assertThat(
            told(LOW.micros() - 1, Optional.empty()).structured().orElseThrow().getBoolean("low"))
        .isTrue();
  }
}
