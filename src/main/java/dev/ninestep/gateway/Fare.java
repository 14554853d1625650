package dev.ninestep.gateway;

import dev.ninestep.exchange.Exchange;
import dev.ninestep.protocol.Amount;

/// What one call costs. It is held back from the balance while the call is on its way, and then
/// either charged or let go; only the first of these counts.
interface Fare {

  /// What a call is charged that costs nothing.
  Fare FREE = new Free();

  /// A call that costs nothing.
  record Free() implements Fare {

    @Override
    public Amount charge(Exchange exchange) {
      return Amount.ZERO;
    }

    @Override
    public void letGo() {}
  }

  /// The call was served, or may have been.
  ///
  /// @return what it cost
  Amount charge(Exchange exchange);

  /// The call was not served.
  void letGo();
}
