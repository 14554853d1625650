package dev.ninestep.protocol;

import java.time.Instant;

/// A token this server issued, read and found authentic. That it still counts is not said.
public sealed interface IssuedToken permits AccessToken, RefreshToken {

  /// The grant it is of.
  ///
  /// @return the flow
  FlowId flow();

  /// The client it was issued to.
  ///
  /// @return the client
  ClientId client();

  /// For whom.
  ///
  /// @return the account
  AccountId account();

  /// What it allows.
  ///
  /// @return the scope
  Scope scope();

  /// Its audience; of a refresh token, that of the access tokens it buys.
  ///
  /// @return the resource
  ResourceUri resource();

  /// When it lapses by itself.
  ///
  /// @return the end, in the log's time
  Instant expiresAt();
}
