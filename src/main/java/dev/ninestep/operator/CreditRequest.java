package dev.ninestep.operator;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.CreditKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/// A request to credit an account. The amount is a text, for a JSON number may have lost a fraction
/// on its way.
sealed interface CreditRequest {

  /// It can be read.
  ///
  /// @param amount how much
  /// @param key what the credit is called
  record WellFormed(Amount amount, CreditKey key) implements CreditRequest {}

  /// It cannot.
  ///
  /// @param refused which member is at fault
  record Malformed(Refused refused) implements CreditRequest {}

  /// Reads a body.
  ///
  /// @param body such as `{"amount": "10.00", "key": "payment-42"}`
  /// @return what it says
  static CreditRequest parse(Buffer body) {
    try {
      return read(new JsonObject(body));
    } catch (DecodeException e) {
      return malformed("the body is not a JSON object");
    }
  }

  private static CreditRequest read(JsonObject json) {
    var amount = member(json, "amount", Amount::parse);
    var key = member(json, "key", CreditKey::parse);
    if (amount.isEmpty()) {
      return malformed("amount: a text such as 10.00, at most six decimals");
    }
    return key.isEmpty()
        ? malformed("key: 1 to 64 letters, digits, dots, hyphens, underscores or colons")
        : new WellFormed(amount.get(), key.get());
  }

  private static <T> Optional<T> member(
      JsonObject json, String name, Function<String, Optional<T>> parse) {
    return json.getValue(name) instanceof String text ? parse.apply(text) : Optional.empty();
  }

  private static CreditRequest malformed(String why) {
    return new Malformed(Refused.of(Refusal.CREDIT_NOT_FIT, why));
  }
}
