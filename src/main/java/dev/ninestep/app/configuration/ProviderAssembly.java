package dev.ninestep.app.configuration;

import dev.ninestep.protocol.KeySource;
import dev.ninestep.token.IdentityAssertions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Puts together what is said about an identity provider, if one is trusted.
///
/// @param values the values
/// @param problems gets what is wrong
record ProviderAssembly(Values values, List<String> problems) {

  Optional<TrustedProvider> read() {
    var issuer = values.find(IdentityProviderSettings.ISSUER);
    var keys = keys();
    if (issuer.isEmpty() && keys.isPresent()) {
      problems.add(IdentityProviderSettings.ISSUER.key() + ": required, since its keys are given");
    }
    if (issuer.isPresent() && keys.isEmpty() && !isGivenInPart()) {
      problems.add(
          "%s: required, or %s"
              .formatted(
                  IdentityProviderSettings.JWKS_URI.key(),
                  IdentityProviderSettings.JWKS_FILE.key()));
    }
    return issuer.flatMap(name -> keys.map(source -> provider(name, source)));
  }

  private TrustedProvider provider(URI issuer, KeySource keys) {
    return new TrustedProvider(
        issuer.toString(),
        keys,
        values.get(IdentityProviderSettings.CLIENTS),
        values.get(IdentityProviderSettings.RESOURCES),
        values.find(IdentityProviderSettings.SCOPES),
        values.below(IdentityProviderSettings.ACCOUNTS));
  }

  /// Whether a file or a URL was given that turned out not to be usable, which has been said.
  private boolean isGivenInPart() {
    return values.has(IdentityProviderSettings.JWKS_FILE)
        || values.has(IdentityProviderSettings.JWKS_URI);
  }

  private Optional<KeySource> keys() {
    var url = values.find(IdentityProviderSettings.JWKS_URI);
    var file = values.find(IdentityProviderSettings.JWKS_FILE);
    if (url.isPresent() && file.isPresent()) {
      problems.add(
          "%s: give the URL or the file %s, not both"
              .formatted(
                  IdentityProviderSettings.JWKS_URI.key(),
                  IdentityProviderSettings.JWKS_FILE.key()));
      return Optional.empty();
    }
    return url.<KeySource>map(at -> new KeySource.At(at.toString()))
        .or(() -> file.flatMap(this::byValue));
  }

  private Optional<KeySource> byValue(Path file) {
    var key = IdentityProviderSettings.JWKS_FILE.key();
    try {
      var jwks = Files.readString(file);
      if (IdentityAssertions.hasUsableKeys(jwks)) {
        return Optional.of(new KeySource.ByValue(jwks));
      }
      problems.add(
          "%s: %s holds no key that can verify ES256, PS256 or RS256".formatted(key, file));
    } catch (IOException e) {
      problems.add("%s: %s cannot be read (%s)".formatted(key, file, Secrets.reason(e)));
    }
    return Optional.empty();
  }

  /// Says what it may open that is not there.
  void check(TrustedProvider provider, List<Configuration.Resource> resources) {
    provider.resources().stream()
        .filter(uri -> resources.stream().noneMatch(r -> r.resource().uri().equals(uri)))
        .forEach(uri ->
            problems.add(
                "%s: %s is no resource of this server"
                    .formatted(IdentityProviderSettings.RESOURCES.key(), uri)));
  }
}
