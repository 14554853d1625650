package dev.ninestep.decision;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.protocol.RedirectUri;
import java.util.stream.Collectors;

/// Tells one state of a client's metadata from another. A user who consented to one has not
/// consented to the next.
public final class ClientVersion {

  private ClientVersion() {}

  /// The version of what a client says of itself, whoever asked for it and whenever.
  ///
  /// @param metadata what it says
  /// @return 43 base64url characters, the same for the same metadata
  public static String of(ClientRegistered metadata) {
    var uris =
        metadata.redirectUris().stream().map(RedirectUri::value).collect(Collectors.joining(" "));
    // None of the parts has a line break.
    return Hashes.sha256(
        String.join(
            "\n",
            metadata.client().value(),
            metadata.name().value(),
            uris,
            metadata.authMethod().toString(),
            metadata.secretHash().orElse(""),
            String.join(" ", metadata.grantTypes()),
            metadata.scope().toString(),
            metadata.jwks().orElse(""),
            metadata.jwksUri().orElse("")));
  }
}
