package dev.ninestep.decision;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Where a request goes: its URL without query and fragment, in the one form in which two of them
/// can be compared.
///
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-4.3 RFC 9449 §4.3
final class HttpTarget {

  private HttpTarget() {}

  /// Whether a URL that was sent is one that is known. Case of scheme and host, a default port and
  /// an empty path do not tell them apart; neither do query and fragment.
  static boolean isSame(String sent, String known) {
    return normal(sent).filter(url -> normal(known).filter(url::equals).isPresent()).isPresent();
  }

  private static Optional<String> normal(String text) {
    try {
      var uri = new URI(text);
      if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.empty();
      }
      var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      return Optional.of(
          scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port(uri, scheme) + path);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String port(URI uri, String scheme) {
    var byDefault = scheme.equals("https") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == byDefault ? "" : ":" + uri.getPort();
  }
}
