package dev.ninestep.decision;

import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.ResourceUri;
import java.util.List;
import java.util.Optional;

/// The one reading of the `resource` parameter that every command shares.
final class Resources {

  private Resources() {}

  /// The one resource that a request names. Naming none asks for the default one; naming several is
  /// more than one token can say.
  ///
  /// @return the resource, or empty when it is not known or not one
  /// @spec https://www.rfc-editor.org/rfc/rfc8707#section-2 RFC 8707 §2
  static Optional<ProtectedResource> named(
      Parameters parameters, List<ProtectedResource> resources) {
    return named(parameters.all("resource").stream().distinct().toList(), resources);
  }

  /// The same for names that were asked for in another way.
  static Optional<ProtectedResource> named(List<String> asked, List<ProtectedResource> resources) {
    if (asked.isEmpty()) {
      return resources.stream().findFirst();
    }
    return asked.size() > 1
        ? Optional.empty()
        : ResourceUri.parse(asked.getFirst())
            .flatMap(uri -> resources.stream().filter(r -> r.uri().equals(uri)).findFirst());
  }

  /// Whether a request names any resource other than the one granted. Naming none asks for the one
  /// granted.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc8707#section-2.2 RFC 8707 §2.2
  static boolean isAskedOutside(Parameters parameters, ResourceUri granted) {
    return parameters.all("resource").stream()
        .anyMatch(asked -> ResourceUri.parse(asked).filter(granted::equals).isEmpty());
  }
}
