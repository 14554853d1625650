package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// A client replaced its own registration.
///
/// @param to what it is registered as from here on; its caller is who replaced it
public record ClientUpdated(ClientRegistered to) implements Event {

  /// Which client.
  ///
  /// @return its client_id, which no update changes
  public ClientId client() {
    return to.client();
  }

  @Override
  public Step step() {
    return Step.REGISTRATION;
  }
}
