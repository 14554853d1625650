package dev.ninestep.decision;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.DocumentUrl;
import dev.ninestep.protocol.RedirectUri;

/// Whether more is known of a client than what it says of itself.
///
/// A client whose id is a URL, and whose users return to the very host of that URL, is whoever
/// holds that host: nobody else can publish the document, and nobody else gets the answer. Every
/// other client could be anybody who copied its name: one that registered itself, and one that runs
/// on the user's machine, whatever its document says.
///
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-15#section-7.3.1 OAuth 2.1
///   §7.3.1
public final class Assurance {

  private Assurance() {}

  /// Whether a client is assured when it is answered at a redirect URI.
  ///
  /// @param client the client
  /// @param to where its users return to
  /// @return true when the answer can reach nobody else
  public static boolean holds(ClientId client, RedirectUri to) {
    return client.isUrl()
        && to.scheme().equals("https")
        && DocumentUrl.of(client).filter(url -> url.host().equals(to.host())).isPresent();
  }
}
