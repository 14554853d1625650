package dev.ninestep.gateway;

import java.time.Duration;

/// How a gateway deals with the upstreams of a resource. What is counted is counted by each event
/// loop for itself.
///
/// @param connectTimeout how long to wait for a connection
/// @param headTimeout how long to wait for the head of an answer, from when the call was admitted
/// @param connections how many connections to each upstream an event loop may hold; every open
///   stream takes one
/// @param waiting how many calls may wait for one of them
/// @param idle how long a connection is kept without a call, in whole seconds
/// @param failures how many calls in a row must fail before an upstream is taken out of use
/// @param shortestRest for how long it is, at first
/// @param longestRest for how long at most, since each trial that fails doubles it
public record UpstreamTerms(
    Duration connectTimeout,
    Duration headTimeout,
    int connections,
    int waiting,
    Duration idle,
    int failures,
    Duration shortestRest,
    Duration longestRest) {

  /// What suits most servers. Idle connections are closed before the 5 s are over after which a
  /// Node.js server, the usual upstream, closes them: a request sent on one that is just being
  /// closed is lost, and a POST cannot be sent again.
  public static final UpstreamTerms USUAL =
      new UpstreamTerms(
          Duration.ofSeconds(2),
          Duration.ofSeconds(120),
          512,
          2_048,
          Duration.ofSeconds(4),
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  /// @throws IllegalArgumentException when a value makes no sense; the message names it
  public UpstreamTerms {
    require(connections > 0, "there is at least one connection to an upstream");
    require(waiting > 0, "at least one call may wait for a connection");
    require(idle.toSeconds() > 0, "an idle connection is kept for at least a second");
    require(failures > 0, "it takes at least one failure to take an upstream out");
    require(
        shortestRest.isPositive() && shortestRest.compareTo(longestRest) <= 0,
        "a rest grows from " + shortestRest + " to " + longestRest);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
