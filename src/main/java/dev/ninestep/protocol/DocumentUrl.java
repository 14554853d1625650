package dev.ninestep.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// A `client_id` that is the address of the document describing the client: `https`, with a host
/// and a path, without user information, fragment, dot segments or anything that two readers could
/// read in two ways. What is not of the form is refused before anything is fetched.
///
/// @param client the client_id, byte for byte
/// @param uri the same as a URI
/// @spec
///   https://datatracker.ietf.org/doc/html/draft-ietf-oauth-client-id-metadata-document-01#section-3
///   Client ID Metadata Document §3
public record DocumentUrl(ClientId client, URI uri) {

  /// Reads the address out of a client_id.
  ///
  /// @param client the client_id
  /// @return the address, or empty when it is not of the form
  public static Optional<DocumentUrl> of(ClientId client) {
    try {
      var uri = new URI(client.value());
      return isFit(uri) ? Optional.of(new DocumentUrl(client, uri)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isFit(URI uri) {
    return "https".equals(uri.getScheme())
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && uri.getPort() != 0
        && uri.getPort() <= 65_535
        && uri.getRawPath().length() > 1
        && !hasDotSegment(uri.getRawPath());
  }

  private static boolean hasDotSegment(String path) {
    for (var segment : path.toLowerCase(Locale.ROOT).replace("%2e", ".").split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /// The host, as a person should read it and as a resolver is asked.
  ///
  /// @return the host in lower case
  public String host() {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }
}
