package dev.ninestep.projection;

import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// One grant as its user sees it. Behind the log by the projector's lag: whether the grant stands
/// this very moment is the ledger's to say.
///
/// @param grant the grant
/// @param client who got it
/// @param name what the client calls itself, empty when it never registered here
/// @param scope what was allowed
/// @param resource at which audience
/// @param connectedAt when the user allowed it, or their company did for them, in the log's time
/// @param lastUsedAt when it last won tokens or made a call
/// @param state active, with or without a refresh token, revoked and why, or closed; it has expired
///   when [Grant#lapsesAt] or the expiry of its refresh token has passed
/// @param calls calls let through, by UTC day, for the days of the last week that had any
public record ConnectedApp(
    FlowId grant,
    ClientId client,
    Optional<String> name,
    Scope scope,
    ResourceUri resource,
    Instant connectedAt,
    Instant lastUsedAt,
    Grant state,
    Map<LocalDate, Long> calls) {

  /// Copies the map.
  public ConnectedApp {
    calls = Map.copyOf(calls);
  }
}
