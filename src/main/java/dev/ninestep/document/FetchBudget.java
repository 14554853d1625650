package dev.ninestep.document;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// How many fetches there may be: so many a minute from one host, so many a minute in all, and so
/// many at once. Whoever sends client_ids by the thousand gets a refusal and not a connection, and
/// no host is flooded in our name. Its memory is bounded by the number of fetches in a minute.
///
/// Safe for any number of threads.
final class FetchBudget {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Limits limits;
  private final InstantSource clock;
  private final Map<String, Integer> ofHost = new HashMap<>();
  private Instant windowEnds = Instant.MIN;
  private int spent;
  private int underWay;

  /// What is allowed.
  ///
  /// @param ofOneHost fetches a minute from one host
  /// @param ofAll fetches a minute from all hosts together
  /// @param atOnce fetches at the same time
  record Limits(int ofOneHost, int ofAll, int atOnce) {

    /// For one pod.
    static final Limits USUAL = new Limits(60, 600, 32);
  }

  FetchBudget(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /// Takes one fetch out of the budget, to be followed by [#done].
  ///
  /// @param host whose it is
  /// @return false when it is spent
  synchronized boolean take(String host) {
    var now = clock.instant();
    if (!now.isBefore(windowEnds)) {
      windowEnds = now.plus(WINDOW);
      spent = 0;
      ofHost.clear();
    }
    if (underWay >= limits.atOnce
        || spent >= limits.ofAll
        || ofHost.getOrDefault(host, 0) >= limits.ofOneHost) {
      return false;
    }
    underWay++;
    spent++;
    ofHost.merge(host, 1, Integer::sum);
    return true;
  }

  /// One fetch is over.
  synchronized void done() {
    underWay--;
  }
}
