package dev.ninestep.token;

import dev.ninestep.protocol.AccessToken;

/// What a look at a bearer token shows.
public sealed interface Verification {

  /// An access token this server signed. Whether it still counts is not said.
  ///
  /// @param token its claims
  record Verified(AccessToken token) implements Verification {}

  /// Not an access token.
  ///
  /// @param why what is wrong with it, without showing it
  record Malformed(String why) implements Verification {}

  /// A token, but not one this server signed for this purpose.
  ///
  /// @param why what gives it away, without showing it
  record NotOurs(String why) implements Verification {}
}
