package dev.ninestep.signal;

import dev.ninestep.log.GroupReader;
import dev.ninestep.projection.EndedGrants;
import dev.ninestep.token.SecurityEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tells every receiver, each for itself: one that is away keeps no other waiting.
///
/// @spec https://openid.net/specs/openid-sharedsignals-framework-1_0.html SSF 1.0
public final class Transmitter implements AutoCloseable {

  private final List<Sender> senders;

  private Transmitter(List<Sender> senders) {
    this.senders = senders;
  }

  /// Begins to tell, on a thread for each receiver.
  ///
  /// @param receivers who is told
  /// @param reader opens a reader of the log for a group; it is closed with this
  /// @param grants knows whose tokens a grant's were
  /// @param events signs
  /// @param registry takes the meters
  /// @return what tells, until it is closed
  public static Transmitter start(
      List<Receiver> receivers,
      Function<String, GroupReader> reader,
      EndedGrants grants,
      SecurityEvents events,
      MeterRegistry registry) {
    var senders =
        receivers.stream()
            .map(receiver ->
                new Sender(
                    receiver,
                    reader.apply(receiver.group()),
                    new Findings(grants),
                    events,
                    new SignalMeters(registry, receiver.name()),
                    InstantSource.system()))
            .toList();
    senders.forEach(Sender::start);
    return new Transmitter(senders);
  }

  /// What is the matter with any of them.
  ///
  /// @return which receivers are told nothing, since when and why; empty when all are. May be
  ///   called by any thread
  public Optional<String> trouble() {
    var all =
        senders.stream()
            .flatMap(sender -> sender.trouble().stream())
            .collect(Collectors.joining("; "));
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /// Stops telling. Another pod takes over where this one came to.
  @Override
  public void close() {
    senders.parallelStream().forEach(Sender::close);
  }
}
