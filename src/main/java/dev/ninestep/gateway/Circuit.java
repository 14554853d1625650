package dev.ninestep.gateway;

import java.util.function.LongSupplier;

/// Whether an upstream is in use.
///
/// | state | means | leads to |
/// |---|---|---|
/// | in | calls pass | resting, after so many failures in a row |
/// | resting | no call passes | probing, when the rest is over |
/// | probing | a connection is being tried | probed if it opens, else resting, twice as long |
/// | probed | the next call is a trial | on trial |
/// | on trial | that call is on its way | in if it is answered; resting, twice as long, if it fails; probing if neither happens within a rest |
///
/// So whatever ails an upstream costs one call for each rest, and no slow call can keep it out. An
/// answer to any call, also to one from before, puts it in.
final class Circuit {

  private enum State {
    IN,
    RESTING,
    PROBING,
    PROBED,
    ON_TRIAL
  }

  private final int most;
  private final long shortest;
  private final long longest;
  private final LongSupplier clock;
  private State state = State.IN;
  private int failures;
  private long rest;
  private long until;

  /// @param terms says how many failures and how long a rest
  /// @param clock in nanoseconds, from any beginning
  Circuit(UpstreamTerms terms, LongSupplier clock) {
    this.most = terms.failures();
    this.shortest = terms.shortestRest().toNanos();
    this.longest = terms.longestRest().toNanos();
    this.clock = clock;
  }

  boolean isIn() {
    return state == State.IN;
  }

  /// Takes the trial, if there is one to be had.
  boolean takesTrial() {
    if (state != State.PROBED) {
      return false;
    }
    state = State.ON_TRIAL;
    until = clock.getAsLong() + rest;
    return true;
  }

  /// Whether a connection is to be tried now; true once.
  boolean takesProbe() {
    var isWaiting = state == State.RESTING || state == State.ON_TRIAL;
    if (!isWaiting || clock.getAsLong() - until < 0) {
      return false;
    }
    state = State.PROBING;
    return true;
  }

  /// A connection was tried.
  void probed(boolean isOpen) {
    if (state == State.PROBING && isOpen) {
      state = State.PROBED;
    } else if (state == State.PROBING) {
      restAgain();
    }
  }

  /// A call was answered.
  ///
  /// @return whether that put the upstream in
  boolean answered() {
    failures = 0;
    var isBack = state != State.IN;
    state = State.IN;
    return isBack;
  }

  /// A call failed. Those that set out before the upstream was taken out change nothing.
  ///
  /// @return whether that took the upstream out
  boolean failed() {
    failures++;
    if (state == State.IN && failures >= most) {
      rest = shortest;
      state = State.RESTING;
      until = clock.getAsLong() + rest;
      return true;
    }
    if (state == State.ON_TRIAL) {
      restAgain();
    }
    return false;
  }

  private void restAgain() {
    rest = Math.min(2 * rest, longest);
    state = State.RESTING;
    until = clock.getAsLong() + rest;
  }
}
