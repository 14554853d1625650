package dev.ninestep.decision;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.protocol.RedirectUri;
import java.util.stream.Collectors;

/// Tells whether two registrations are of the same kind of client: everything it registers is the
/// same, but for the port of a loopback redirect URI, which many choose anew each time and which
/// counts for nothing at the authorization endpoint either.
public final class Likeness {

  private Likeness() {}

  /// What is the same for registrations that are alike.
  ///
  /// @param client a registration; who it is and who called do not count
  /// @return 43 base64url characters
  public static String of(ClientRegistered client) {
    var uris =
        client.redirectUris().stream().map(Likeness::withoutPort).collect(Collectors.joining(" "));
    // None of the parts has a line break.
    return Hashes.sha256(
        String.join(
            "\n",
            client.name().value(),
            uris,
            client.authMethod().toString(),
            String.join(" ", client.grantTypes()),
            client.scope().toString(),
            client.jwks().orElse(""),
            client.jwksUri().orElse("")
                + client.binding().map(binding -> "\n" + binding).orElse("")));
  }

  private static String withoutPort(RedirectUri uri) {
    return uri.isLoopback()
        ? uri.value().replaceFirst("(//[^/]*?):\\d+(?=/|$)", "$1")
        : uri.value();
  }
}
