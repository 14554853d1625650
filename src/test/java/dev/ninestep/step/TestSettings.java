package dev.ninestep.step;

import dev.ninestep.decision.DecideConsent.GrantLifetimes;
import dev.ninestep.decision.Hashes;
import dev.ninestep.decision.IdentityProvider;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What operators of test servers decide.
final class TestSettings {

  static final RedirectPolicy REDIRECTS = new RedirectPolicy(Set.of("cursor"));

  private static final List<ProtectedResource> RESOURCES =
      List.of(
          new ProtectedResource(TestServer.RESOURCE, Scope.of("mcp", "support"), Scope.of("mcp")));

  private TestSettings() {}

  /// As most have it, somewhere else.
  static Settings at(Issuer issuer, String prefix, List<ProtectedResource> resources) {
    return settings(issuer, prefix, resources, 201);
  }

  /// As most tests have it.
  ///
  /// @param registrationStatus with which a registration is answered
  static Settings answering(int registrationStatus) {
    return settings(TestServer.ISSUER, "", RESOURCES, registrationStatus);
  }

  /// As an operator has it who has not decided otherwise.
  static Settings withoutGrantsToClients() {
    return settings(
        TestServer.ISSUER, "", RESOURCES, 201, Scope.NONE, Optional.empty(), Optional.empty());
  }

  /// As an operator has it who trusts a certain identity provider.
  static Settings trusting(IdentityProvider provider) {
    return settings(
        TestServer.ISSUER, "", RESOURCES, 201, Scope.NONE, Optional.empty(), Optional.of(provider));
  }

  private static Settings settings(
      Issuer issuer, String prefix, List<ProtectedResource> resources, int registrationStatus) {
    return settings(
        issuer,
        prefix,
        resources,
        registrationStatus,
        Scope.of("mcp"),
        Optional.empty(),
        Optional.of(Company.provider()));
  }

  /// As an operator has it who lets every app be told of a refusal.
  static Settings telling() {
    var usual = answering(201);
    return new Settings(
        usual.issuer(),
        usual.prefix(),
        usual.name(),
        usual.resources(),
        usual.scopeMeanings(),
        usual.redirects(),
        usual.registrationStatus(),
        usual.registrationsPerHour(),
        usual.accessToken(),
        usual.consentNonce(),
        usual.grant(),
        AfterRefusal.GO,
        usual.tokens(),
        true);
  }

  /// As an operator has it whose clients share one token among processes.
  static Settings reusing(Duration interval) {
    return settings(
        TestServer.ISSUER, "", RESOURCES, 201, Scope.NONE, Optional.of(interval), Optional.empty());
  }

  private static Settings settings(
      Issuer issuer,
      String prefix,
      List<ProtectedResource> resources,
      int registrationStatus,
      Scope forClients,
      Optional<Duration> reuseInterval,
      Optional<IdentityProvider> identityProvider) {
    return new Settings(
        issuer,
        prefix,
        "Example MCP",
        resources,
        Map.of("mcp", "Use your tools"),
        REDIRECTS,
        registrationStatus,
        20,
        Duration.ofHours(1),
        Duration.ofMinutes(10),
        new GrantLifetimes(Duration.ofSeconds(60), Duration.ofDays(30), Duration.ofDays(365)),
        AfterRefusal.ASK,
        new TokenRules(
            Map.of(TestServer.RESOURCE, Hashes.sha256(TestServer.RESOURCE_SECRET)),
            forClients,
            Optional.of(Hashes.sha256(TestServer.INITIAL_TOKEN)),
            reuseInterval,
            identityProvider,
            TestServer.PER_MINUTE),
        true);
  }
}
