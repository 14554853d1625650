package dev.ninestep.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A `redirect_uri`: an absolute URI without fragment, userinfo, dot segments or control
/// characters, kept byte for byte.
///
/// @param value the URI as sent, never normalised
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2 RFC 6749 §3.1.2
public record RedirectUri(String value) {

  private static final int LONGEST = 2_048;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// @throws IllegalArgumentException when the value is not of the form
  public RedirectUri {
    if (read(value).isEmpty()) {
      throw new IllegalArgumentException("not a redirect_uri");
    }
  }

  /// Reads a redirect URI as a request carries it.
  ///
  /// @param text the parameter's value, at most 2,048 characters
  /// @return the redirect URI, or empty when it is not of the form
  public static Optional<RedirectUri> parse(String text) {
    return read(text).map(_ -> new RedirectUri(text));
  }

  private static Optional<URI> read(String text) {
    if (text.length() > LONGEST
        || text.indexOf('#') >= 0
        || text.indexOf('*') >= 0
        || text.indexOf('\\') >= 0
        || !Characters.areVisible(text)) {
      return Optional.empty();
    }
    try {
      var uri = new URI(text);
      return uri.isAbsolute() && uri.getRawUserInfo() == null && !hasDotSegment(uri)
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean hasDotSegment(URI uri) {
    var path = uri.getRawPath();
    if (path == null) {
      return false;
    }
    for (var segment : path.toLowerCase(Locale.ROOT).replace("%2e", ".").split("/")) {
      if (segment.equals(".") || segment.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /// The scheme, in lower case.
  ///
  /// @return `https`, `http`, or a private-use scheme
  public String scheme() {
    return value.substring(0, value.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  /// The host as a person should read it on the consent page.
  ///
  /// @return the host in lower case, or the scheme with a colon when the URI has no host
  public String host() {
    return Optional.ofNullable(URI.create(value).getHost())
        .map(host -> host.toLowerCase(Locale.ROOT))
        .orElseGet(() -> scheme() + ":");
  }

  /// Whether this is `http` to one of the three spellings of the loopback host: `localhost`,
  /// `127.0.0.1`, `[::1]`.
  ///
  /// @return true for a native client's own listener
  public boolean isLoopback() {
    return value.startsWith("http://") && LOOPBACK.contains(host());
  }

  /// Whether a client that registered this URI may ask for the other one: byte for byte the same,
  /// except that the port of a loopback URI is free.
  ///
  /// @param asked the redirect_uri of the authorization request
  /// @return true when the two match
  /// @spec https://www.rfc-editor.org/rfc/rfc8252#section-7.3 RFC 8252 §7.3
  public boolean admits(RedirectUri asked) {
    return value.equals(asked.value)
        || (isLoopback() && asked.isLoopback() && withoutPort().equals(asked.withoutPort()));
  }

  private String withoutPort() {
    var authority = value.indexOf("//") + 2;
    var colon =
        value.indexOf(':', value.startsWith("[", authority) ? value.indexOf(']') : authority);
    var path = endOfAuthority(authority);
    return colon < 0 || colon > path ? value : value.substring(0, colon) + value.substring(path);
  }

  private int endOfAuthority(int authority) {
    for (var i = authority; i < value.length(); i++) {
      if (value.charAt(i) == '/' || value.charAt(i) == '?') {
        return i;
      }
    }
    return value.length();
  }

  /// Where two redirect URIs begin to differ, for the message that shows it.
  ///
  /// @param other the URI to compare with
  /// @return the index of the first character that differs, or empty when the two are equal
  public OptionalInt differsAt(RedirectUri other) {
    var shorter = Math.min(value.length(), other.value.length());
    for (var i = 0; i < shorter; i++) {
      if (value.charAt(i) != other.value.charAt(i)) {
        return OptionalInt.of(i);
      }
    }
    return value.length() == other.value.length() ? OptionalInt.empty() : OptionalInt.of(shorter);
  }

  @Override
  public String toString() {
    return value;
  }
}
