package dev.ninestep.decision;

import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.ResourceUri;

/// The one reading of the `resource` parameter that every command shares.
final class Resources {

  private Resources() {}

  /// Whether a request names any resource other than the one granted. Naming none asks for the one
  /// granted.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc8707#section-2.2 RFC 8707 §2.2
  static boolean isAskedOutside(Parameters parameters, ResourceUri granted) {
    return parameters.all("resource").stream()
        .anyMatch(asked -> ResourceUri.parse(asked).filter(granted::equals).isEmpty());
  }
}
