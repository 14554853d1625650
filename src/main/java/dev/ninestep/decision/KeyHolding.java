package dev.ninestep.decision;

import dev.ninestep.event.Evidence;
import dev.ninestep.protocol.KeyThumbprint;
import java.util.Optional;

/// Whether what is bound to a key came from the holder of that key. What is bound to none may come
/// from anybody.
final class KeyHolding {

  private KeyHolding() {}

  static boolean isAnothers(Optional<KeyThumbprint> bound, Optional<KeyThumbprint> shown) {
    return bound.isPresent() && !bound.equals(shown);
  }

  static Evidence difference(Optional<KeyThumbprint> bound, Optional<KeyThumbprint> shown) {
    return shown
        .map(key ->
            Evidence.difference(key.value(), bound.map(KeyThumbprint::value).orElse("no key")))
        .orElseGet(() -> Evidence.of("there is no DPoP proof"));
  }
}
