package dev.ninestep.gateway;

import dev.ninestep.protocol.Amount;
import io.vertx.core.MultiMap;

/// Says in the headers of a response that an account should be topped up, and where.
///
/// @spec https://www.rfc-editor.org/rfc/rfc8288#section-3 RFC 8288 §3, with the registered relation
///   `payment`
final class LowBalance {

  private static final String WARNING = "X-Balance-Low";

  private LowBalance() {}

  /// Warns while calls are still let through.
  ///
  /// @param balance what the account has
  static void warn(MultiMap headers, Amount balance, BillingTerms terms) {
    headers.set(WARNING, balance + " " + terms.currency());
    link(headers, terms);
  }

  /// Points to where the account is topped up.
  static void link(MultiMap headers, BillingTerms terms) {
    terms.topUp().ifPresent(url -> headers.add("Link", "<" + url + ">; rel=\"payment\""));
  }
}
