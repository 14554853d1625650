package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Configuration.Billing;
import dev.ninestep.protocol.Amount;
import java.net.URI;
import java.util.List;

/// The keys of what has to do with money, prices aside.
final class BillingSettings {

  private static final Setting<String> CURRENCY =
      Setting.of("billing.currency", Forms.CURRENCY, "USD", "What amounts are shown in.");
  private static final Setting<Amount> LOW =
      Setting.of(
          "billing.low-balance",
          Forms.AMOUNT,
          "1.00",
          "Below it users are warned, and charges are written at once.");
  private static final Setting<URI> TOP_UP =
      Setting.optional("billing.top-up-url", Forms.URL, "Where users top up their accounts.");
  private static final Setting<String> OPERATOR =
      Setting.optional(
          "operator.secret-hash",
          Forms.SHA256,
          "SHA-256, base64url, of the secret with which a service may credit accounts and end"
              + " connections.");

  /// All of them.
  static final List<Setting<?>> ALL = List.of(CURRENCY, LOW, TOP_UP, OPERATOR);

  private BillingSettings() {}

  static Billing billing(Values values) {
    return new Billing(
        values.get(CURRENCY), values.get(LOW), values.find(TOP_UP), values.find(OPERATOR));
  }
}
