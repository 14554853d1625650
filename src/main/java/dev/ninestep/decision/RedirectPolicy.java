package dev.ninestep.decision;

import dev.ninestep.protocol.RedirectUri;
import java.util.Set;

/// Where users may be sent back to: `https` anywhere, `http` on loopback, and the private-use
/// schemes of clients that are known to need them. One policy for registration and authorization
/// alike.
///
/// @param privateUseSchemes allowed beside https, in lower case; a scheme with a period needs no
///   entry as long as its URI has no authority: `com.example.app:/cb` (RFC 8252 §7.1)
public record RedirectPolicy(Set<String> privateUseSchemes) {

  private static final Set<String> NEVER =
      Set.of(
          "javascript",
          "data",
          "vbscript",
          "file",
          "blob",
          "about",
          "intent",
          "ws",
          "wss",
          "ftp",
          "mailto",
          "view-source");

  /// Copies the set.
  public RedirectPolicy {
    privateUseSchemes = Set.copyOf(privateUseSchemes);
  }

  /// Whether a redirect URI may be registered.
  ///
  /// @param uri the URI
  /// @return true when users may be sent there
  public boolean allows(RedirectUri uri) {
    return switch (uri.scheme()) {
      case "https" -> !uri.host().endsWith(":");
      case "http" -> uri.isLoopback();
      case String scheme when NEVER.contains(scheme) -> false;
      case String scheme -> privateUseSchemes.contains(scheme) || isReverseDomain(uri, scheme);
    };
  }

  private static boolean isReverseDomain(RedirectUri uri, String scheme) {
    var rest = uri.value().substring(scheme.length() + 1);
    return scheme.contains(".") && rest.startsWith("/") && !rest.startsWith("//");
  }
}
