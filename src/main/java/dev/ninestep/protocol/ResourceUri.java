package dev.ninestep.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// A `resource`: the canonical URI of an MCP server, `https://host[:port][/path]` with scheme and
/// host in lower case, no query, no fragment and no trailing slash.
///
/// @param value the canonical form
/// @spec https://www.rfc-editor.org/rfc/rfc8707#section-2 RFC 8707 §2
public record ResourceUri(String value) {

  /// @throws IllegalArgumentException when the value is not canonical
  public ResourceUri {
    if (!canonical(value).filter(value::equals).isPresent()) {
      throw new IllegalArgumentException("not a canonical resource: " + value);
    }
  }

  /// Reads a `resource` parameter. Case of scheme and host, a default port, a trailing slash and
  /// the query do not count; a relative URI or one with a fragment is refused.
  ///
  /// @param text the parameter's value
  /// @return the canonical resource, or empty when it is not an absolute http(s) URI without
  ///   fragment
  public static Optional<ResourceUri> parse(String text) {
    return canonical(text).map(ResourceUri::new);
  }

  private static Optional<String> canonical(String text) {
    try {
      var uri = new URI(text);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null
          || uri.getRawFragment() != null
          || uri.getRawUserInfo() != null
          || !(scheme.equals("https") || scheme.equals("http"))) {
        return Optional.empty();
      }
      var path = uri.getRawPath();
      while (path.endsWith("/")) {
        path = path.substring(0, path.length() - 1);
      }
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

  /// The path part, for routing and for the well-known URI of RFC 9728.
  ///
  /// @return the path with its leading slash, or the empty string
  public String path() {
    return URI.create(value).getRawPath();
  }

  /// The host name, for routing.
  ///
  /// @return the name or address, without a port
  public String host() {
    return URI.create(value).getHost();
  }

  @Override
  public String toString() {
    return value;
  }
}
