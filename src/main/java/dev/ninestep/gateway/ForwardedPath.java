package dev.ninestep.gateway;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where on the upstream a request goes.
///
/// Two programs that read one path in two ways are a hole, so only paths pass that can be read in
/// one way: no dot segments, no empty segments, no parameters after a semicolon, and no
/// percent-encoding that hides one of them.
final class ForwardedPath {

  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~!$&'()*+,=:@%-]*");
  private static final Pattern HIDING =
      Pattern.compile("%(?:2[eEfF]|5[cC]|3[bB]|25|[01][0-9A-Fa-f]|7[fF]|(?![0-9A-Fa-f]{2}))");

  private ForwardedPath() {}

  /// What stands below the MCP URL.
  ///
  /// @param path the path as it was sent
  /// @param mount where the MCP URL is mounted
  /// @return empty when the path can be read in more than one way
  static Optional<String> below(String path, String mount) {
    return path.startsWith(mount) && isPlain(path.substring(mount.length()))
        ? Optional.of(path.substring(mount.length()))
        : Optional.empty();
  }

  /// The request target for an upstream.
  ///
  /// @param below what stands below the MCP URL
  /// @param query the query as it was sent, if there was one
  /// @param upstream the upstream's own path
  /// @return the target; with nothing, or a lone slash, below the MCP URL it is the upstream's path
  ///   exactly as configured, since many servers redirect one form to the other and clients lose
  ///   their token on the way
  static String target(String below, @Nullable String query, String upstream) {
    var isRoot = below.isEmpty() || below.equals("/");
    var path = isRoot ? upstream : withoutSlash(upstream) + below;
    var target = path.isEmpty() ? "/" : path;
    return query == null ? target : target + "?" + query;
  }

  private static boolean isPlain(String rest) {
    if (rest.isEmpty()) {
      return true;
    }
    if (!rest.startsWith("/") || HIDING.matcher(rest).find()) {
      return false;
    }
    var segments = rest.substring(1).split("/", -1);
    for (var i = 0; i < segments.length; i++) {
      var segment = segments[i];
      var isEmptyInside = segment.isEmpty() && i < segments.length - 1;
      if (isEmptyInside
          || segment.equals(".")
          || segment.equals("..")
          || !SEGMENT.matcher(segment).matches()) {
        return false;
      }
    }
    return true;
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
