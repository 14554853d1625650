package dev.ninestep.event;

import java.util.Optional;

/// Who called, as far as may be remembered: enough to tell two machines apart and to stitch a
/// client's first, anonymous requests to its flow; never the address itself.
///
/// @param address a keyed hash of the network address
/// @param network the address cut to /24 or /48
/// @param agent the `User-Agent`, at most 200 printable characters
public record Caller(String address, String network, Optional<String> agent) {

  /// So many that a fact names none of them.
  public static final Caller SEVERAL = new Caller("several", "several", Optional.empty());
}
