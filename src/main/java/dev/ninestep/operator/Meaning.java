package dev.ninestep.operator;

import dev.ninestep.projection.GrantFilter;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import java.util.Optional;

/// Finds out which grants somebody means.
///
/// @param names finds accounts
record Meaning(AccountNames names) {

  /// The grants that are meant.
  ///
  /// @param request what they say
  /// @return empty when nobody is called as they say
  Future<Optional<GrantFilter>> of(RevocationRequest.WellFormed request) {
    return request.account().isEmpty()
        ? Future.succeededFuture(Optional.of(filter(request, Optional.empty())))
        : names
            .find(request.account().get())
            .map(found -> found.map(account -> filter(request, Optional.of(account))));
  }

  private static GrantFilter filter(
      RevocationRequest.WellFormed request, Optional<AccountId> account) {
    return new GrantFilter(
        request.flow(), request.client(), account, request.resource(), request.issuedBefore());
  }
}
