package dev.ninestep.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which headers pass the gateway: all that are the client's or the upstream's own business, and
/// none by which one of them could speak in the gateway's name.
final class ForwardedHeaders {

  /// Valid for one hop only (RFC 9110 §7.6.1), whether or not Connection names them.
  private static final List<String> ONE_HOP =
      List.of(
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
      besidesOneHop(
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
      besidesOneHop(
          "alt-svc",
          "clear-site-data",
          "set-cookie",
          "set-cookie2",
          "strict-transport-security",
          "x-balance-low",
          "x-correlation-id");

  private static final Verdicts TO_UPSTREAM =
      new Verdicts(name -> {
        var canonical = canonical(name);
        return !NOT_TO_UPSTREAM.contains(canonical)
            && PREFIXES_NOT_TO_UPSTREAM.stream().noneMatch(canonical::startsWith);
      });

  private static final Verdicts TO_CLIENT =
      new Verdicts(name -> {
        var canonical = canonical(name);
        return !NOT_TO_CLIENT.contains(canonical) && !canonical.startsWith("access-control-");
      });

  private ForwardedHeaders() {}

  private static Set<String> besidesOneHop(String... others) {
    return Stream.concat(ONE_HOP.stream(), Arrays.stream(others))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Copies to the upstream's request what may pass.
  static void toUpstream(MultiMap from, MultiMap to) {
    var named = namedByConnection(from);
    from.forEach((name, value) -> {
      if (TO_UPSTREAM.passes(name) && !isNamed(name, named)) {
        to.add(name, value);
      }
    });
  }

  /// Copies to the client's response what may pass.
  static void toClient(MultiMap from, MultiMap to) {
    var named = namedByConnection(from);
    from.forEach((name, value) -> {
      if (TO_CLIENT.passes(name) && !isNamed(name, named)) {
        to.add(name, value);
      }
    });
  }

  private static boolean isNamed(String name, Set<String> named) {
    return !named.isEmpty() && named.contains(canonical(name));
  }

  /// Some servers read an underscore as a hyphen, so a name is judged as they would read it.
  private static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Set<String> namedByConnection(MultiMap headers) {
    if (!headers.contains(HttpHeaders.CONNECTION)) {
      return Set.of();
    }
    var named = new HashSet<String>();
    for (var value : headers.getAll(HttpHeaders.CONNECTION)) {
      Arrays.stream(value.split(",")).map(String::trim).forEach(n -> named.add(canonical(n)));
    }
    return named;
  }
}
