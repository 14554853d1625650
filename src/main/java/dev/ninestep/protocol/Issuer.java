package dev.ninestep.protocol;

import java.net.URI;

/// The issuer identifier: one constant, the same bytes in every document, token and redirect.
///
/// @param value `https://host[:port][/path]`, without trailing slash, query or fragment; `http` on
///   loopback only
/// @spec https://www.rfc-editor.org/rfc/rfc8414#section-2 RFC 8414 §2
public record Issuer(String value) {

  /// @throws IllegalArgumentException when the value is not an issuer identifier; the message says
  ///   why
  public Issuer {
    var uri = URI.create(value);
    if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("an issuer is an absolute URI without query or fragment");
    }
    if (value.endsWith("/")) {
      throw new IllegalArgumentException("an issuer has no trailing slash");
    }
    if (!(uri.getScheme().equals("https") || new RedirectUri(value).isLoopback())) {
      throw new IllegalArgumentException("an issuer is https, or http on loopback");
    }
  }

  /// Whether pages and cookies of this issuer travel over TLS.
  ///
  /// @return true for https
  public boolean isSecure() {
    return value.startsWith("https:");
  }

  /// The origin, without path.
  ///
  /// @return scheme, host and port
  public String origin() {
    var path = URI.create(value).getRawPath();
    return value.substring(0, value.length() - path.length());
  }

  @Override
  public String toString() {
    return value;
  }
}
