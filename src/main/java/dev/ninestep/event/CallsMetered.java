package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Calls of one grant, counted by the second.
///
/// @param client who called
/// @param account for whom
/// @param resource what was called
/// @param second the first second that was counted, by the gateway's clock
/// @param count how many calls were let through, in all seconds together
/// @param cost what they cost together
/// @param later what of that was counted in seconds after the first, if anything was, in order
public record CallsMetered(
    ClientId client,
    AccountId account,
    ResourceUri resource,
    Instant second,
    long count,
    Amount cost,
    Optional<List<MeteredSecond>> later)
    implements Event {

  /// Copies the list.
  public CallsMetered {
    later = later.map(List::copyOf);
  }

  /// All within one second.
  ///
  /// @param client who called
  /// @param account for whom
  /// @param resource what was called
  /// @param second the second that was counted, by the gateway's clock
  /// @param count how many calls were let through
  /// @param cost what they cost together
  public CallsMetered(
      ClientId client,
      AccountId account,
      ResourceUri resource,
      Instant second,
      long count,
      Amount cost) {
    this(client, account, resource, second, count, cost, Optional.empty());
  }

  /// The last second that was counted.
  ///
  /// @return when it began
  public Instant last() {
    return later
        .filter(seconds -> !seconds.isEmpty())
        .map(seconds -> second.plusSeconds(seconds.getLast().after()))
        .orElse(second);
  }

  @Override
  public Step step() {
    return Step.CALL;
  }
}
