package dev.ninestep.step;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.KeyThumbprint;
import java.util.Optional;

/// What tokens are bound to. A client that proves who it is with a secret or a key of its own is
/// bound to its refresh tokens by that already, and may change the other key.
///
/// @param access the key access tokens are bound to, if any
/// @param refresh the key refresh tokens are bound to, if any
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-5 RFC 9449 §5
record KeyBinding(Optional<KeyThumbprint> access, Optional<KeyThumbprint> refresh) {

  static KeyBinding of(Optional<KeyThumbprint> shown, ClientRegistered client) {
    return new KeyBinding(shown, shown.filter(_ -> client.authMethod() == ClientAuthMethod.NONE));
  }
}
