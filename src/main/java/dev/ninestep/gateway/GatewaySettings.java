package dev.ninestep.gateway;

import dev.ninestep.decision.ProtectedResource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a gateway guards, and how.
///
/// @param resource what is guarded: the audience a token must have, and the scope a challenge asks
///   for
/// @param needed the scopes that calls need; may be none
/// @param limits what is let through at most
/// @param prices what calls cost
/// @param path where the MCP URL is mounted, without trailing slash; empty for the whole host
/// @param host the host name that requests must name; any, when empty
/// @param upstreams the MCP servers behind the gateway, which must do the same; what stands below
///   `path` is appended to the path of each. To all of them the gateway's header is for the first
/// @param terms how the gateway deals with them
/// @param identityHeaders by which they are told who calls
/// @param allowedOrigins the web origins that may call, or `*` for all
/// @param isMetered whether calls after the first one of a token are counted
/// @param staleness how old the pod's knowledge of the log may be before it lets nobody in
public record GatewaySettings(
    ProtectedResource resource,
    NeededScopes needed,
    CallLimits limits,
    Prices prices,
    String path,
    Optional<String> host,
    List<URI> upstreams,
    UpstreamTerms terms,
    IdentityHeaders identityHeaders,
    Set<String> allowedOrigins,
    boolean isMetered,
    Duration staleness) {

  /// Any origin, but that of a page which reached this server under a name of its own.
  public static final String ANY_ORIGIN = "*";

  /// One bit each in what a call remembers of them.
  public static final int MOST_UPSTREAMS = 32;

  /// @throws IllegalArgumentException when a value makes no sense; the message names it
  public GatewaySettings {
    allowedOrigins = Set.copyOf(allowedOrigins);
    upstreams = List.copyOf(upstreams);
    require(!path.endsWith("/"), "the path of the MCP URL has no trailing slash: " + path);
    require(
        path.isEmpty() || path.startsWith("/"), "the path of the MCP URL starts with /: " + path);
    require(
        !upstreams.isEmpty() && upstreams.size() <= MOST_UPSTREAMS,
        "there are 1 to " + MOST_UPSTREAMS + " upstreams, not " + upstreams.size());
    upstreams.forEach(GatewaySettings::requireUsable);
    require(
        resource.offered().covers(needed.most()),
        "a needed scope is not offered: " + needed.most().without(resource.offered()));
  }

  private static void requireUsable(URI upstream) {
    require(
        upstream.getHost() != null && Set.of("http", "https").contains(upstream.getScheme()),
        "an upstream is an http or https URL: " + upstream);
    require(
        upstream.getRawQuery() == null && upstream.getRawFragment() == null,
        "an upstream has no query and no fragment: " + upstream);
  }

  /// The settings that suit most servers.
  ///
  /// @param resource what is guarded; the gateway is mounted at its path
  /// @param upstreams the MCP servers behind the gateway
  /// @return calls need nothing but a token, cost nothing and come as often as they like, with
  ///   bodies up to 4 MiB; any host; any origin; the signed header alone; metered; 5 s of staleness
  public static GatewaySettings of(ProtectedResource resource, URI... upstreams) {
    return new GatewaySettings(
        resource,
        NeededScopes.NONE,
        CallLimits.USUAL,
        Prices.NONE,
        resource.uri().path(),
        Optional.empty(),
        List.of(upstreams),
        UpstreamTerms.USUAL,
        IdentityHeaders.SIGNED,
        Set.of(ANY_ORIGIN),
        true,
        Duration.ofSeconds(5));
  }

  /// The URL of the metadata that a challenge points to: on the same origin, with the resource's
  /// path inserted after the well-known one. Whoever calls the MCP URL with a slash at its end is
  /// led to metadata of that very URL, since some clients compare the two.
  ///
  /// @param called the path that was called
  /// @spec https://www.rfc-editor.org/rfc/rfc9728#section-3.1 RFC 9728 §3.1
  String resourceMetadata(@Nullable String called) {
    var own = resource.uri().path();
    var slash = !own.isEmpty() && (own + "/").equals(called) ? "/" : "";
    return origin() + "/.well-known/oauth-protected-resource" + own + slash;
  }

  /// What stands before the path in the URLs clients use.
  String origin() {
    var uri = resource.uri().value();
    return uri.substring(0, uri.length() - resource.uri().path().length());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
