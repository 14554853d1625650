package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What the index says of a flow within some time.
///
/// @param flow the flow
/// @param first the log's time of its first record
/// @param last the log's time of its last record
/// @param client the client its records name, the first in alphabetical order should they name
///   several
/// @param clients all that they name: a second one is refused what is the first one's
/// @param clientName what that client calls itself, where it registered
/// @param refusals why it was refused; empty when it was not
/// @param accounts whom it was for
/// @param hosts where browsers were sent
/// @param pods which pods had a part in it
/// @param addresses keyed hashes of the addresses it was called from
public record FlowHit(
    FlowId flow,
    Instant first,
    Instant last,
    Optional<ClientId> client,
    Set<ClientId> clients,
    Optional<String> clientName,
    Set<Refusal> refusals,
    Set<AccountId> accounts,
    Set<String> hosts,
    Set<String> pods,
    Set<String> addresses) {

  /// Copies the sets.
  public FlowHit {
    clients = Set.copyOf(clients);
    refusals = Set.copyOf(refusals);
    accounts = Set.copyOf(accounts);
    hosts = Set.copyOf(hosts);
    pods = Set.copyOf(pods);
    addresses = Set.copyOf(addresses);
  }
}
