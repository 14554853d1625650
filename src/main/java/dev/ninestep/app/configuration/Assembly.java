package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Configuration.Gateway;
import dev.ninestep.app.configuration.Configuration.Http;
import dev.ninestep.app.configuration.Configuration.Kafka;
import dev.ninestep.app.configuration.Configuration.Lifetimes;
import dev.ninestep.app.configuration.Configuration.Postgres;
import dev.ninestep.app.configuration.Configuration.Registration;
import dev.ninestep.app.configuration.Configuration.Resource;
import dev.ninestep.app.configuration.Configuration.SignIn;
import dev.ninestep.app.configuration.Configuration.Tokens;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.exchange.TrustedProxies;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.signal.Receiver;
import dev.ninestep.token.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Puts a configuration together from values, or says all that is wrong with them: first each for
/// itself, then all together.
///
/// @param values the values
/// @param secrets reads the secrets
/// @param problems what is wrong so far
record Assembly(Values values, Secrets secrets, List<String> problems) {

  Reading read(List<String> warnings) {
    settings().flatMap(setting -> values.problem(setting).stream()).forEach(problems::add);
    var password = secrets.password(values.find(Settings.POSTGRES_PASSWORD_FILE));
    var keys = secrets.keyRing(values.find(Settings.KEYS_FILE));
    var kafka = kafkaProperties();
    var documents = clientDocuments();
    var providers = new ProviderAssembly(values, problems);
    var provider = providers.read();
    var signals = new SignalAssembly(values, secrets, problems);
    var receivers = signals.read();
    if (!problems.isEmpty()) {
      return new Reading.Unusable(List.copyOf(problems));
    }
    var configuration =
        configuration(password, keys.orElseThrow(), kafka, documents, provider, receivers);
    checkTogether(configuration);
    provider.ifPresent(one -> providers.check(one, configuration.resources()));
    signals.check(receivers, configuration.resources());
    return problems.isEmpty()
        ? new Reading.Usable(configuration, warnings)
        : new Reading.Unusable(List.copyOf(problems));
  }

  /// Every setting, those of a list once for each element.
  private Stream<Setting<?>> settings() {
    return Settings.all().stream()
        .filter(setting -> !setting.isOpen())
        .flatMap(setting ->
            setting.key().contains("*")
                ? IntStream.range(0, elements(setting)).mapToObj(setting::at)
                : Stream.of(setting));
  }

  private int elements(Setting<?> setting) {
    return SignalSettings.ALL.contains(setting) ? values.signals() : values.resources();
  }

  private Configuration configuration(
      Secret password,
      KeyRing keys,
      Map<String, String> kafka,
      Map<ClientId, byte[]> documents,
      Optional<TrustedProvider> provider,
      List<Receiver> receivers) {
    return new Configuration(
        values.get(Settings.ISSUER),
        values.get(Settings.NAME),
        values.below(Settings.SCOPES),
        values.get(Settings.ROLES),
        new Http(
            values.get(Settings.HTTP_HOST),
            values.get(Settings.HTTP_PORT),
            values.get(Settings.HTTP_PREFIX),
            values.get(Settings.HTTP_IDLE),
            new TrustedProxies(values.get(Settings.HTTP_TRUSTED_PROXIES))),
        ManagementSettings.management(values),
        SupportSettings.front(values),
        TracingSettings.tracing(values),
        new Kafka(
            values.get(Settings.KAFKA_SERVERS),
            values.get(Settings.KAFKA_PARTITIONS),
            values.get(Settings.KAFKA_REPLICATION),
            kafka),
        new Postgres(
            values.get(Settings.POSTGRES_HOST),
            values.get(Settings.POSTGRES_PORT),
            values.get(Settings.POSTGRES_DATABASE),
            values.get(Settings.POSTGRES_USER),
            password,
            values.get(Settings.POSTGRES_POOL),
            values.get(Settings.POSTGRES_TLS),
            values.find(Settings.POSTGRES_CA)),
        keys,
        secrets.isRingInFile() ? values.find(Settings.KEYS_FILE) : Optional.empty(),
        new Lifetimes(
            values.get(Settings.CODE),
            values.get(Settings.CONSENT),
            values.get(Settings.ACCESS_TOKEN),
            values.get(Settings.REFRESH_IDLE),
            values.get(Settings.GRANT)),
        new Tokens(
            values.get(Settings.REUSE_INTERVAL),
            values.get(Settings.FOR_CLIENTS),
            values.get(Settings.TOKEN_REQUESTS_PER_MINUTE)),
        provider,
        new Registration(
            values.get(Settings.REGISTRATION_STATUS),
            values.get(Settings.REGISTRATIONS_PER_HOUR),
            values.find(Settings.INITIAL_TOKEN)),
        new RedirectPolicy(values.get(Settings.PRIVATE_USE_SCHEMES)),
        values.get(Settings.AFTER_REFUSAL),
        documents,
        IntStream.range(0, values.resources()).mapToObj(this::resource).toList(),
        new Gateway(
            values.get(ResourceSettings.ALLOWED_ORIGINS), values.get(ResourceSettings.STALENESS)),
        receivers,
        values.get(Settings.LOG_BUDGET),
        values.get(Settings.EXPECTED_GRANTS),
        StartSettings.patience(values),
        SealSettings.pace(values),
        RetentionSettings.read(values),
        new SignIn(
            values.get(SignInSettings.SLOTS),
            SignInSettings.limits(values),
            values.get(SignInSettings.SUPPORT_AGE),
            values.get(SignInSettings.OPERATOR_AGE)),
        BillingSettings.billing(values));
  }

  private Resource resource(int index) {
    var upstream = values.get(ResourceSettings.UPSTREAM.at(index));
    var onIssuer =
        ResourceUri.parse(
                values.get(Settings.ISSUER).origin() + values.get(ResourceSettings.PATH.at(index)))
            .orElseThrow();
    var offered = values.get(ResourceSettings.SCOPES.at(index));
    return new Resource(
        new ProtectedResource(
            values.find(ResourceSettings.URI.at(index)).orElse(onIssuer),
            offered,
            values.get(ResourceSettings.DEFAULT_SCOPES.at(index)),
            ResourceSettings.hierarchy(values, index, offered, problems)),
        ResourceSettings.needed(
            values,
            index,
            values
                .find(ResourceSettings.NEEDED_SCOPES.at(index))
                .orElseGet(() -> neededBefore(upstream, index)),
            offered,
            problems),
        ResourceSettings.limits(values, index),
        ResourceSettings.prices(values, index, problems),
        upstream,
        UpstreamSettings.terms(values, index),
        values.get(UpstreamSettings.IDENTITY_HEADERS.at(index)),
        values.find(ResourceSettings.INTROSPECTION.at(index)));
  }

  /// The built-in server holds each of its tools against the scope of the token itself.
  private Scope neededBefore(Upstream upstream, int index) {
    return switch (upstream) {
      case Upstream.At _ -> values.get(ResourceSettings.DEFAULT_SCOPES.at(index));
      case Upstream.BuiltIn _ -> Scope.NONE;
    };
  }

  /// The properties of the file, and over them those of the layers.
  private Map<String, String> kafkaProperties() {
    var all = new HashMap<String, String>();
    values
        .find(Settings.KAFKA_PROPERTIES_FILE)
        .map(secrets::kafkaProperties)
        .ifPresent(all::putAll);
    all.putAll(values.below(Settings.KAFKA_PROPERTIES));
    return Map.copyOf(all);
  }

  private Map<ClientId, byte[]> clientDocuments() {
    var documents = new HashMap<ClientId, byte[]>();
    values
        .below(Settings.CLIENT_DOCUMENTS)
        .forEach((url, file) -> {
          try {
            documents.put(new ClientId(url), Files.readAllBytes(Path.of(file)));
          } catch (IOException e) {
            problems.add(
                "%s%s: %s cannot be read (%s)"
                    .formatted(Settings.CLIENT_DOCUMENTS, url, file, Secrets.reason(e)));
          } catch (IllegalArgumentException e) {
            problems.add("%s%s: %s".formatted(Settings.CLIENT_DOCUMENTS, url, e.getMessage()));
          }
        });
    return documents;
  }

  /// While an upstream takes its time nothing moves on the connection of the client that waits.
  private void checkPatience(Configuration read, int index) {
    var idle = read.http().idleTimeout();
    var response = read.resources().get(index).terms().headTimeout();
    if (idle.compareTo(response) <= 0) {
      problems.add(
          "http.idle-timeout: %d s would end calls that resources.%d may answer within %d s"
              .formatted(idle.toSeconds(), index, response.toSeconds()));
    }
  }

  private void checkTogether(Configuration read) {
    var seen = new HashSet<ResourceUri>();
    var places = new HashSet<String>();
    for (int i = 0; i < read.resources().size(); i++) {
      var resource = read.resources().get(i).resource();
      if (values.has(ResourceSettings.URI.at(i)) && values.has(ResourceSettings.PATH.at(i))) {
        problems.add("resources.%d: give its uri or its path, not both".formatted(i));
      }
      if (!seen.add(resource.uri())) {
        problems.add("resources.%d: %s is there twice".formatted(i, resource.uri()));
      } else if (!places.add(resource.uri().host() + resource.uri().path())) {
        problems.add(
            "resources.%d: another resource has the host and path of %s, by which they are told apart"
                .formatted(i, resource.uri()));
      }
      if (!resource.offered().covers(resource.byDefault())) {
        problems.add(
            "%s: '%s' is not among the scopes '%s'"
                .formatted(
                    ResourceSettings.DEFAULT_SCOPES.at(i).key(),
                    resource.byDefault(),
                    resource.offered()));
      }
      checkPatience(read, i);
      var needed = read.resources().get(i).needed().byAll();
      if (values.has(ResourceSettings.NEEDED_SCOPES.at(i)) && !resource.offered().covers(needed)) {
        problems.add(
            "%s: '%s' is not among the scopes '%s'"
                .formatted(ResourceSettings.NEEDED_SCOPES.at(i).key(), needed, resource.offered()));
      }
    }
    read.postgres()
        .trusted()
        .filter(file -> !Files.isReadable(file))
        .ifPresent(file ->
            problems.add("%s: %s cannot be read".formatted(Settings.POSTGRES_CA.key(), file)));
  }
}
