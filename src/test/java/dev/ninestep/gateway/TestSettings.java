package dev.ninestep.gateway;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The usual settings with one thing changed.
final class TestSettings {

  private TestSettings() {}

  static UnaryOperator<GatewaySettings> needing(Scope needed) {
    return s -> with(s, s.path(), needed, s.allowedOrigins(), s.longestBody(), s.headTimeout());
  }

  static UnaryOperator<GatewaySettings> allowing(String... origins) {
    return s -> with(s, s.path(), s.needed(), Set.of(origins), s.longestBody(), s.headTimeout());
  }

  static UnaryOperator<GatewaySettings> longestBody(long bytes) {
    return s -> with(s, s.path(), s.needed(), s.allowedOrigins(), bytes, s.headTimeout());
  }

  static UnaryOperator<GatewaySettings> headTimeout(Duration timeout) {
    return s -> with(s, s.path(), s.needed(), s.allowedOrigins(), s.longestBody(), timeout);
  }

  static UnaryOperator<GatewaySettings> mountedAt(String path) {
    return s -> with(s, path, s.needed(), s.allowedOrigins(), s.longestBody(), s.headTimeout());
  }

  /// As where scopes imply others.
  static UnaryOperator<GatewaySettings> needing(
      Scope needed, Scope offered, ScopeHierarchy hierarchy) {
    return s -> {
      var plain = s.resource();
      var resource = new ProtectedResource(plain.uri(), offered, plain.byDefault(), hierarchy);
      return with(s, resource, needed, s.prices());
    };
  }

  static UnaryOperator<GatewaySettings> charging(Prices prices) {
    return s -> with(s, s.resource(), s.needed(), prices);
  }

  private static GatewaySettings with(
      GatewaySettings s, ProtectedResource resource, Scope needed, Prices prices) {
    return new GatewaySettings(
        resource,
        needed,
        prices,
        s.path(),
        s.upstream(),
        s.allowedOrigins(),
        s.isMetered(),
        s.staleness(),
        s.longestBody(),
        s.connectTimeout(),
        s.headTimeout(),
        s.connections());
  }

  private static GatewaySettings with(
      GatewaySettings s,
      String path,
      Scope needed,
      Set<String> origins,
      long longest,
      Duration headTimeout) {
    return new GatewaySettings(
        s.resource(),
        needed,
        s.prices(),
        path,
        s.upstream(),
        origins,
        s.isMetered(),
        s.staleness(),
        longest,
        s.connectTimeout(),
        headTimeout,
        s.connections());
  }
}
