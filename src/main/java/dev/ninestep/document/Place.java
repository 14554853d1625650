package dev.ninestep.document;

import java.net.URI;
import java.util.Locale;

/// Where something is fetched from, always over TLS.
///
/// @param host as a resolver is asked and a certificate has to say
/// @param port the port of the URL, 443 when it names none
/// @param target path and query as they were given
record Place(String host, int port, String target) {

  private static final int HTTPS = 443;

  /// @param uri an absolute `https` URI with a host
  static Place of(URI uri) {
    var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new Place(
        uri.getHost().toLowerCase(Locale.ROOT),
        uri.getPort() < 0 ? HTTPS : uri.getPort(),
        uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
  }
}
