package dev.ninestep.gateway;

import java.util.Optional;
import java.util.regex.Pattern;

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

  /// The request target for the upstream.
  ///
  /// @param path the path as it was sent
  /// @param query the query as it was sent, if there was one
  /// @param mount where the MCP URL is mounted
  /// @param upstream the upstream's own path
  /// @return the target, or empty when the path can be read in more than one way. With nothing, or
  ///   a lone slash, below the mount it is the upstream's path exactly as configured, since many
  ///   servers redirect one form to the other and clients lose their token on the way
  static Optional<String> target(
      String path, Optional<String> query, String mount, String upstream) {
    if (!path.startsWith(mount) || !isPlain(path.substring(mount.length()))) {
      return Optional.empty();
    }
    var rest = path.substring(mount.length());
    var below = rest.isEmpty() || rest.equals("/") ? upstream : withoutSlash(upstream) + rest;
    var target = below.isEmpty() ? "/" : below;
    return Optional.of(query.map(q -> target + "?" + q).orElse(target));
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
