package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What is known about a flow that is looked for. All of it must hold for some record of the flow
/// within the time, not necessarily for the same one.
///
/// @param from the first moment, in the log's time
/// @param until the moment after the last
/// @param client the client_id, as the request named it
/// @param account the account
/// @param refusals one of these, if there are any
/// @param text is found in the client's id or name, the redirect_uri's host or the event's data, in
///   any case
/// @param limit how many flows at most, 1 to 500
public record FlowQuery(
    Instant from,
    Instant until,
    Optional<ClientId> client,
    Optional<AccountId> account,
    Set<Refusal> refusals,
    Optional<String> text,
    int limit) {

  private static final int MOST = 500;

  /// @throws IllegalArgumentException when the limit is out of its range
  public FlowQuery {
    refusals = Set.copyOf(refusals);
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit must be 1 to " + MOST + ": " + limit);
    }
  }

  /// Everything between two moments, at most 100 flows.
  ///
  /// @param from the first moment, in the log's time
  /// @param until the moment after the last
  /// @return the query
  public static FlowQuery between(Instant from, Instant until) {
    return new FlowQuery(
        from, until, Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), 100);
  }

  /// The same, of one client only.
  ///
  /// @param client the client_id
  /// @return the narrower query
  public FlowQuery of(ClientId client) {
    return new FlowQuery(from, until, Optional.of(client), account, refusals, text, limit);
  }

  /// The same, refused for one of these reasons only.
  ///
  /// @param refusals the reasons, such as all those an OAuth error code stands for
  /// @return the narrower query
  public FlowQuery refused(Set<Refusal> refusals) {
    return new FlowQuery(from, until, client, account, refusals, text, limit);
  }
}
