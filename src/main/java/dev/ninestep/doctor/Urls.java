package dev.ninestep.doctor;

import dev.ninestep.protocol.RedirectUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;

/// What is to be known of a URL.
final class Urls {

  private Urls() {}

  /// Reads an absolute http or https URL.
  static Optional<URI> parse(String text) {
    try {
      var uri = new URI(text);
      var isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return isWeb && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Scheme, host and port.
  static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  static boolean sameOrigin(URI one, URI other) {
    return origin(one).equals(origin(other));
  }

  /// The URL of the same origin with a path.
  static URI at(URI base, String path) {
    return URI.create(origin(base) + path);
  }

  /// The path without a slash at its end; of the root, nothing.
  static String path(URI uri) {
    var path = Optional.ofNullable(uri.getRawPath()).orElse("");
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /// Whether what is sent there is safe: https, or http that does not leave this computer.
  static boolean isSafe(URI uri) {
    return "https".equals(uri.getScheme())
        || RedirectUri.parse(uri.toString()).filter(RedirectUri::isLoopback).isPresent();
  }

  /// Says in words how one URL differs from another, which a reader may not see.
  static String difference(String is, String expected) {
    var where = differsAt(is, expected);
    var a = parse(is);
    var b = parse(expected);
    if (a.isEmpty() || b.isEmpty()) {
      return "%s is not %s".formatted(is, expected);
    }
    var same =
        Objects.equals(a.get().getRawAuthority(), b.get().getRawAuthority())
            && Objects.equals(a.get().getRawPath(), b.get().getRawPath());
    if (same && !Objects.equals(a.get().getScheme(), b.get().getScheme())) {
      return "%s has the scheme %s, not %s: the server does not know the scheme that clients see"
          .formatted(is, a.get().getScheme(), b.get().getScheme());
    }
    if (is.equals(expected + "/") || expected.equals(is + "/")) {
      return "%s and %s differ by the slash at the end".formatted(is, expected);
    }
    return "%s is not %s; they differ from character %d on".formatted(is, expected, where + 1);
  }

  private static int differsAt(String one, String other) {
    var at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }
}
