package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// The first call with an access token was let through; later ones are metered.
///
/// @param client who called
/// @param account for whom
/// @param resource what was called
/// @param accessTokenId the `jti` of the token
/// @param method the HTTP method
/// @param call the JSON-RPC method or tool, where a header named it
/// @param cost what it cost, if it cost anything
/// @param caller who called
public record CallAdmitted(
    ClientId client,
    AccountId account,
    ResourceUri resource,
    String accessTokenId,
    String method,
    Optional<String> call,
    Optional<Amount> cost,
    Caller caller)
    implements Event {

  /// A call that cost nothing.
  ///
  /// @param client who called
  /// @param account for whom
  /// @param resource what was called
  /// @param accessTokenId the `jti` of the token
  /// @param method the HTTP method
  /// @param call the JSON-RPC method or tool, where a header named it
  /// @param caller who called
  public CallAdmitted(
      ClientId client,
      AccountId account,
      ResourceUri resource,
      String accessTokenId,
      String method,
      Optional<String> call,
      Caller caller) {
    this(client, account, resource, accessTokenId, method, call, Optional.empty(), caller);
  }

  @Override
  public Step step() {
    return Step.CONNECTION;
  }
}
