package dev.ninestep.token;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;

/// Whom a [SecurityEvent] is about, so that whoever holds an access token can tell whether it is
/// meant.
///
/// @spec https://openid.net/specs/openid-sharedsignals-framework-1_0.html#section-3 SSF 1.0 §3
public sealed interface EventSubject {

  /// The tokens of one grant.
  ///
  /// @param account the `sub` of them
  /// @param flow the `flow` of them
  record Session(AccountId account, FlowId flow) implements EventSubject {}

  /// All tokens of an account.
  ///
  /// @param account the `sub` of them
  record User(AccountId account) implements EventSubject {}

  /// All tokens of a client, whoever's.
  ///
  /// @param client the `client_id` of them
  record Application(ClientId client) implements EventSubject {}
}
