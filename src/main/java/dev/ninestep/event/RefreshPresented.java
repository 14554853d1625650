package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An authentic refresh token came from the right client. Whether it is the latest of its line is
/// what the order of the log decides.
///
/// @param attempt names this presentation
/// @param client who presented it
/// @param generation the token's place in its line
/// @param reuseInterval how long from this presentation on, should it win, the same token is
///   answered with the same successor; absent when every repeat is reuse
/// @param voidAfter the log time after which this fact changes nothing, since its request has been
///   answered 503 by then
/// @param caller who called
public record RefreshPresented(
    AttemptId attempt,
    ClientId client,
    int generation,
    Optional<Duration> reuseInterval,
    Instant voidAfter,
    Caller caller)
    implements Event {

  /// No reuse interval is longer.
  public static final Duration LONGEST_REUSE = Duration.ofMinutes(1);

  /// @throws IllegalArgumentException when the reuse interval is not positive, or too long
  public RefreshPresented {
    if (reuseInterval.filter(i -> !i.isPositive() || i.compareTo(LONGEST_REUSE) > 0).isPresent()) {
      throw new IllegalArgumentException(
          "reuseInterval is not between nothing and " + LONGEST_REUSE);
    }
  }

  /// A presentation where every repeat is reuse.
  ///
  /// @param attempt names this presentation
  /// @param client who presented it
  /// @param generation the token's place in its line
  /// @param voidAfter the log time after which this fact changes nothing
  /// @param caller who called
  public RefreshPresented(
      AttemptId attempt, ClientId client, int generation, Instant voidAfter, Caller caller) {
    this(attempt, client, generation, Optional.empty(), voidAfter, caller);
  }

  @Override
  public Step step() {
    return Step.REFRESH;
  }
}
