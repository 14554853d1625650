package dev.ninestep.projection;

import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Event;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.util.Optional;

/// What people are told of a connection for as long as it is remembered.
///
/// @param client who is connected
/// @param account whose connection it is; of what a client won for itself, the client's own
/// @param scope what was allowed
/// @param resource at which audience
/// @param host where its code was sent, if one was
record Opening(
    ClientId client, AccountId account, Scope scope, ResourceUri resource, Optional<String> host) {

  /// What an event says that may open a grant.
  static Optional<Opening> by(Event event) {
    return switch (event) {
      case ConsentGranted e ->
          Optional.of(
              new Opening(
                  e.client(),
                  e.account(),
                  e.scope(),
                  e.resource(),
                  Optional.of(e.redirectUri().host())));
      case IdentityAsserted e ->
          Optional.of(
              new Opening(e.client(), e.account(), e.scope(), e.resource(), Optional.empty()));
      case ClientCredentialsPresented e ->
          Optional.of(
              new Opening(
                  e.client(),
                  AccountId.ofClient(e.client()),
                  e.scope(),
                  e.resource(),
                  Optional.empty()));
      case Event _ -> Optional.empty();
    };
  }
}
