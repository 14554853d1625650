package dev.ninestep.mcp;

import dev.ninestep.fold.Account;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/// Tells a caller what is left to pay calls with.
///
/// @param accounts how accounts stand
/// @param currency what amounts are shown in
/// @param low below which a balance is low
/// @param topUp where users top up
public record TellBalance(
    Function<AccountId, Account> accounts, String currency, Amount low, Optional<URI> topUp)
    implements Tool {

  @Override
  public String name() {
    return "balance";
  }

  @Override
  public String title() {
    return "Balance";
  }

  @Override
  public String description() {
    return "Tells how much money the account on whose behalf this connection calls has left,"
        + " whether that is little, and where to top it up.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schemas.object();
  }

  @Override
  public Scope scope() {
    return Scope.NONE;
  }

  @Override
  public Future<ToolResult> call(UpstreamCaller caller, JsonObject arguments) {
    var balance = accounts.apply(caller.account()).purse().balance();
    var isLow = balance.isLessThan(low);
    var told =
        new JsonObject()
            .put("balance", balance.toString())
            .put("currency", currency)
            .put("low", isLow);
    topUp.ifPresent(url -> told.put("top_up_url", url.toString()));
    var text =
        "balance: %s %s%s%s"
            .formatted(
                balance,
                currency,
                isLow ? ", which is low" : "",
                topUp.map(url -> "\ntop up at " + url).orElse(""));
    return Future.succeededFuture(ToolResult.of(text, told));
  }
}
