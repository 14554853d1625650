package dev.ninestep.app;

import dev.ninestep.signal.Transmitter;
import io.micrometer.core.instrument.Metrics;
import java.util.Optional;

/// Tells receivers of revocations, where there are any: beside the projector, which knows whose
/// tokens they were.
final class SignalRole {

  private SignalRole() {}

  /// Starts it.
  ///
  /// @return what may be the matter with it; nobody else needs to stop for that
  static Optional<Health.Part> start(Foundation foundation, Teardown teardown) {
    var receivers = foundation.configuration().signals();
    if (receivers.isEmpty()) {
      return Optional.empty();
    }
    var transmitter =
        Transmitter.start(
            receivers,
            foundation.openLog()::member,
            foundation.projection().endedGrants(),
            foundation.keys().events(),
            Metrics.globalRegistry);
    teardown.add("the signals", transmitter::close);
    return Optional.of(new Health.Part("signals", transmitter::trouble));
  }
}
