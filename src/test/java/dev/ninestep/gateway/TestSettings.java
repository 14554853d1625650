package dev.ninestep.gateway;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The usual settings with one thing changed.
final class TestSettings {

  private TestSettings() {}

  static UnaryOperator<GatewaySettings> needing(Scope needed) {
    return s ->
        with(s, s.path(), NeededScopes.of(needed), s.allowedOrigins(), s.limits(), s.terms());
  }

  static UnaryOperator<GatewaySettings> allowing(String... origins) {
    return s -> with(s, s.path(), s.needed(), Set.of(origins), s.limits(), s.terms());
  }

  static UnaryOperator<GatewaySettings> longestBody(long bytes) {
    return limited(new CallLimits(OptionalInt.empty(), bytes));
  }

  /// As where an account may not call as often as it likes.
  static UnaryOperator<GatewaySettings> callsPerMinute(int most) {
    return limited(new CallLimits(OptionalInt.of(most), CallLimits.USUAL.longestBody()));
  }

  private static UnaryOperator<GatewaySettings> limited(CallLimits limits) {
    return s -> with(s, s.path(), s.needed(), s.allowedOrigins(), limits, s.terms());
  }

  static UnaryOperator<GatewaySettings> mountedAt(String path) {
    return s -> with(s, path, s.needed(), s.allowedOrigins(), s.limits(), s.terms());
  }

  static UnaryOperator<GatewaySettings> headTimeout(Duration timeout) {
    return on(terms(timeout, 512, 2_048, 5, Duration.ofSeconds(1)));
  }

  /// As where few connections are allowed, and one call may wait for one.
  static UnaryOperator<GatewaySettings> connections(int connections) {
    return on(terms(Duration.ofMinutes(2), connections, 1, 5, Duration.ofSeconds(1)));
  }

  /// As where few failures take an upstream out of use.
  static UnaryOperator<GatewaySettings> resting(int failures, Duration rest) {
    return on(terms(Duration.ofMinutes(2), 512, 2_048, failures, rest));
  }

  private static UnaryOperator<GatewaySettings> on(UpstreamTerms terms) {
    return s -> with(s, s.path(), s.needed(), s.allowedOrigins(), s.limits(), terms);
  }

  static UpstreamTerms terms(
      Duration headTimeout, int connections, int waiting, int failures, Duration rest) {
    var usual = UpstreamTerms.USUAL;
    return new UpstreamTerms(
        usual.connectTimeout(),
        headTimeout,
        connections,
        waiting,
        usual.idle(),
        failures,
        rest,
        rest.multipliedBy(4));
  }

  /// As where scopes imply others.
  static UnaryOperator<GatewaySettings> needing(
      Scope needed, Scope offered, ScopeHierarchy hierarchy) {
    return s -> ofTools(offered, hierarchy, NeededScopes.of(needed), s.prices()).apply(s);
  }

  static UnaryOperator<GatewaySettings> charging(Prices prices) {
    return s -> with(s, s.resource(), s.needed(), prices);
  }

  /// As where tools differ in what they need and cost.
  static UnaryOperator<GatewaySettings> ofTools(
      Scope offered, ScopeHierarchy hierarchy, NeededScopes needed, Prices prices) {
    return s -> {
      var plain = s.resource();
      var resource = new ProtectedResource(plain.uri(), offered, plain.byDefault(), hierarchy);
      return with(s, resource, needed, prices);
    };
  }

  /// As before servers that believe what they are told.
  static UnaryOperator<GatewaySettings> tellingPlainly() {
    return s ->
        new GatewaySettings(
            s.resource(),
            s.needed(),
            s.limits(),
            s.prices(),
            s.path(),
            s.host(),
            s.upstreams(),
            s.terms(),
            IdentityHeaders.PLAIN,
            s.allowedOrigins(),
            s.isMetered(),
            s.staleness());
  }

  /// As where another resource has the same path.
  static UnaryOperator<GatewaySettings> atHostOf(ResourceUri uri) {
    return s ->
        new GatewaySettings(
            new ProtectedResource(uri, s.resource().offered(), s.resource().byDefault()),
            s.needed(),
            s.limits(),
            s.prices(),
            s.path(),
            Optional.of(uri.host()),
            s.upstreams(),
            s.terms(),
            s.identityHeaders(),
            s.allowedOrigins(),
            s.isMetered(),
            s.staleness());
  }

  private static GatewaySettings with(
      GatewaySettings s, ProtectedResource resource, NeededScopes needed, Prices prices) {
    return new GatewaySettings(
        resource,
        needed,
        s.limits(),
        prices,
        s.path(),
        s.host(),
        s.upstreams(),
        s.terms(),
        s.identityHeaders(),
        s.allowedOrigins(),
        s.isMetered(),
        s.staleness());
  }

  private static GatewaySettings with(
      GatewaySettings s,
      String path,
      NeededScopes needed,
      Set<String> origins,
      CallLimits limits,
      UpstreamTerms terms) {
    return new GatewaySettings(
        s.resource(),
        needed,
        limits,
        s.prices(),
        path,
        s.host(),
        s.upstreams(),
        terms,
        s.identityHeaders(),
        origins,
        s.isMetered(),
        s.staleness());
  }
}
