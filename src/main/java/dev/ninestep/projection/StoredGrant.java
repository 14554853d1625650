package dev.ninestep.projection;

import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.util.Optional;

/// A grant that has not ended, as it was projected.
///
/// @param flow the grant
/// @param client who holds it
/// @param account whose it is
/// @param scope what was allowed
/// @param resource at which audience
/// @param openedAt when it was allowed, in the log's time
/// @param lastUsedAt when it last won tokens, if it ever did
/// @param state a code that is outstanding, or active with or without a refresh token
public record StoredGrant(
    FlowId flow,
    ClientId client,
    AccountId account,
    Scope scope,
    ResourceUri resource,
    Instant openedAt,
    Optional<Instant> lastUsedAt,
    Grant state) {

  /// When it ends by itself unless it is used before.
  ///
  /// @return when its code, its refresh token or its only token lapses
  public Instant expiresAt() {
    return switch (state) {
      case Grant.CodeOutstanding s -> s.codeExpiresAt();
      case Grant.Active s -> s.expiresAt();
      case Grant.AccessOnly _, Grant.None _, Grant.Denied _, Grant.Revoked _, Grant.Closed _ ->
          state.lapsesAt();
    };
  }
}
