package dev.ninestep.gateway;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which headers pass the gateway: all that are the client's or the upstream's own business, and
/// none by which one of them could speak in the gateway's name.
final class ForwardedHeaders {

  /// Valid for one hop only (RFC 9110 §7.6.1), whether or not Connection names them.
  private static final Set<String> ONE_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// The client's secrets, and what an upstream might take for the gateway's word. A session is
  /// named by [Sessions].
  private static final Set<String> NOT_TO_UPSTREAM =
      Set.of(
          "authorization",
          "cookie",
          "dpop",
          "expect",
          "forwarded",
          "host",
          "mcp-session-id",
          "via",
          "x-correlation-id",
          "x-original-url",
          "x-real-ip",
          "x-rewrite-url");

  private static final List<String> PREFIXES_NOT_TO_UPSTREAM =
      List.of("x-forwarded-", "x-ninestep-", "x-user-", "x-remote-");

  /// What would act on the gateway's own origin, where users sign in.
  private static final Set<String> NOT_TO_CLIENT =
      Set.of(
          "alt-svc",
          "clear-site-data",
          "set-cookie",
          "set-cookie2",
          "strict-transport-security",
          "x-balance-low",
          "x-correlation-id");

  private ForwardedHeaders() {}

  /// Copies to the upstream's request what may pass.
  static void toUpstream(MultiMap from, MultiMap to) {
    var named = namedByConnection(from);
    from.forEach((name, value) -> {
      if (passesToUpstream(canonical(name), named)) {
        to.add(name, value);
      }
    });
  }

  private static boolean passesToUpstream(String name, Set<String> named) {
    return !ONE_HOP.contains(name)
        && !named.contains(name)
        && !NOT_TO_UPSTREAM.contains(name)
        && !hasPrefixNotToUpstream(name);
  }

  /// Not a stream: this is asked ten times a call.
  private static boolean hasPrefixNotToUpstream(String name) {
    for (var prefix : PREFIXES_NOT_TO_UPSTREAM) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /// Copies to the client's response what may pass.
  static void toClient(MultiMap from, MultiMap to) {
    var named = namedByConnection(from);
    from.forEach((name, value) -> {
      if (passesToClient(canonical(name), named)) {
        to.add(name, value);
      }
    });
  }

  private static boolean passesToClient(String name, Set<String> named) {
    return !ONE_HOP.contains(name)
        && !named.contains(name)
        && !NOT_TO_CLIENT.contains(name)
        && !name.startsWith("access-control-");
  }

  /// Some servers read an underscore as a hyphen, so a name is judged as they would read it.
  private static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Set<String> namedByConnection(MultiMap headers) {
    if (!headers.contains("Connection")) {
      return Set.of();
    }
    var named = new HashSet<String>();
    for (var value : headers.getAll("Connection")) {
      Arrays.stream(value.split(",")).map(String::trim).forEach(n -> named.add(canonical(n)));
    }
    return named;
  }
}
