package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.app.configuration.Configuration.Resource;
import dev.ninestep.decision.DecideConsent.GrantLifetimes;
import dev.ninestep.decision.IdentityProvider;
import dev.ninestep.document.ClientDocuments;
import dev.ninestep.document.KeySets;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.step.AuthorizationServer;
import dev.ninestep.step.Collaborators;
import dev.ninestep.step.Discovery;
import dev.ninestep.step.Settings;
import dev.ninestep.step.TokenRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Steps 0 to 5.
final class AuthRole {

  private AuthRole() {}

  static AuthorizationServer of(Foundation foundation) throws CannotStart {
    var documents = documents(foundation);
    return new AuthorizationServer(
        settings(foundation.configuration(), TrustedIdentities.of(foundation)),
        new Collaborators(
            foundation.ledger(),
            foundation.recorder(),
            foundation.refusals(),
            foundation.pages(),
            foundation.keys().sealed(),
            foundation.keys().tokens(),
            foundation.keys().mint(),
            foundation.keys().clientIds(),
            documents,
            KeySets.of(foundation.vertx())));
  }

  private static ClientDocuments documents(Foundation foundation) throws CannotStart {
    var configuration = foundation.configuration();
    var documents =
        ClientDocuments.of(
            foundation.vertx(), configuration.redirects(), configuration.clientDocuments());
    var unusable = documents.unusable();
    if (!unusable.isEmpty()) {
      throw new CannotStart(
          CannotStart.UNUSABLE_CONFIGURATION,
          unusable.entrySet().stream()
              .map(one -> "clients.documents.%s: %s".formatted(one.getKey(), words(one.getValue())))
              .sorted()
              .collect(Collectors.joining(System.lineSeparator())));
    }
    return documents;
  }

  private static String words(Refused refused) {
    return refused.refusal().description()
        + refused.evidence().detail().map(detail -> " (" + detail + ")").orElse("");
  }

  /// What the host of a gateway has to tell, where no authorization server tells it.
  static Discovery discovery(Foundation foundation) throws CannotStart {
    return new Discovery(
        settings(foundation.configuration(), TrustedIdentities.of(foundation)),
        foundation.refusals(),
        foundation.keys().tokens()::jwks);
  }

  private static Settings settings(
      Configuration configuration, Optional<IdentityProvider> identityProvider) {
    var lifetimes = configuration.lifetimes();
    return new Settings(
        configuration.issuer(),
        configuration.http().prefix(),
        configuration.name(),
        configuration.resources().stream().map(Resource::resource).toList(),
        configuration.scopeMeanings(),
        configuration.redirects(),
        configuration.registration().status(),
        configuration.registration().perHour(),
        lifetimes.accessToken(),
        lifetimes.consent(),
        new GrantLifetimes(lifetimes.code(), lifetimes.refreshIdle(), lifetimes.grant()),
        configuration.afterRefusal(),
        new TokenRules(
            resourceServers(configuration),
            configuration.tokens().forClients(),
            configuration.registration().tokenHash(),
            Optional.of(configuration.tokens().reuseInterval()).filter(Duration::isPositive),
            identityProvider,
            configuration.tokens().perMinute()),
        !configuration.signals().isEmpty());
  }

  private static Map<ResourceUri, String> resourceServers(Configuration configuration) {
    var hashes = new HashMap<ResourceUri, String>();
    configuration
        .resources()
        .forEach(resource ->
            resource
                .introspectionSecretHash()
                .ifPresent(hash -> hashes.put(resource.resource().uri(), hash)));
    return hashes;
  }
}
