package dev.ninestep.projection;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import java.time.Instant;
import java.util.Optional;

/// Which grants are meant: those of which everything is true that is named.
///
/// @param flow a single one
/// @param client those of a client
/// @param account those of an account
/// @param resource those at an audience
/// @param openedBefore those that were opened before a moment, in the log's time
public record GrantFilter(
    Optional<FlowId> flow,
    Optional<ClientId> client,
    Optional<AccountId> account,
    Optional<ResourceUri> resource,
    Optional<Instant> openedBefore) {

  /// Those of an account.
  ///
  /// @param account whose
  /// @return the filter
  public static GrantFilter ofAccount(AccountId account) {
    return new GrantFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(account),
        Optional.empty(),
        Optional.empty());
  }

  /// Whether nothing is named, so that all there are would be meant.
  ///
  /// @return true when it is so
  public boolean isEmpty() {
    return flow.isEmpty()
        && client.isEmpty()
        && account.isEmpty()
        && resource.isEmpty()
        && openedBefore.isEmpty();
  }
}
