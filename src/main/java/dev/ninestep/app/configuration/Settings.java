package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Configuration.Role;
import dev.ninestep.app.configuration.Configuration.TlsMode;
import dev.ninestep.protocol.AddressBlock;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Scope;
import dev.ninestep.step.AfterRefusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Every key there is.
final class Settings {

  /// Below this key everything is handed to Kafka's clients as it is.
  static final String KAFKA_PROPERTIES = "kafka.properties.";

  /// Below this key stand the names of scopes.
  static final String SCOPES = "scopes.";

  /// Below this key stand the URLs of clients.
  static final String CLIENT_DOCUMENTS = "clients.documents.";

  static final Setting<String> PROFILE =
      Setting.optional(
          "profile", Forms.TEXT, "A shipped set of defaults: " + Profiles.names() + ".");
  static final Setting<Issuer> ISSUER =
      Setting.required(
          "issuer", Forms.ISSUER, "The issuer identifier; never change it once clients know it.");
  static final Setting<String> NAME =
      Setting.of("name", Forms.TEXT, "this server", "What people call the service.");
  static final Setting<String> SCOPE_MEANING =
      Setting.optional(
          SCOPES + "*", Forms.TEXT, "What a scope allows, in words for the consent page.");

  static final Setting<Set<Role>> ROLES =
      Setting.of(
          "roles",
          Forms.oneOrMore(Forms.oneOf(Role.class)),
          "auth, gateway, projector, support",
          "What this process does.");

  static final Setting<String> HTTP_HOST =
      Setting.of(
          "http.host",
          Forms.TEXT,
          "127.0.0.1",
          "Listens on every address this name or address has.");
  static final Setting<Integer> HTTP_PORT =
      Setting.of("http.port", Forms.PORT, "8080", "The port of everything.");
  static final Setting<String> HTTP_PREFIX =
      Setting.of("http.prefix", Forms.PREFIX, "", "Put before /register, /authorize and /token.");
  static final Setting<Duration> HTTP_IDLE =
      Setting.of(
          "http.idle-timeout",
          Durations.between("1s", "1h"),
          "150s",
          "Closes a connection on which nothing moves; longer than any response-timeout.");
  static final Setting<Set<AddressBlock>> HTTP_TRUSTED_PROXIES =
      Setting.of(
          "http.trusted-proxies",
          Forms.several(Forms.ADDRESS_BLOCK),
          "",
          "Whose X-Forwarded-For and -Proto, or Forwarded, is believed, such as 10.0.0.0/8.");

  static final Setting<String> KAFKA_SERVERS =
      Setting.of(
          "kafka.bootstrap-servers", Forms.TEXT, "localhost:9092", "Where the log is, host:port,…");
  static final Setting<Integer> KAFKA_PARTITIONS =
      Setting.of(
          "kafka.partitions",
          Forms.number(1, 1_000),
          "12",
          "Of a topic that is created; for ever.");
  static final Setting<Integer> KAFKA_REPLICATION =
      Setting.of("kafka.replication", Forms.number(1, 9), "3", "Of a topic that is created.");
  static final Setting<Path> KAFKA_PROPERTIES_FILE =
      Setting.optional(
          "kafka.properties-file",
          Forms.FILE,
          "More properties of Kafka's clients, among them the secret ones.");
  static final Setting<String> KAFKA_PROPERTY =
      Setting.optional(
          KAFKA_PROPERTIES + "*", Forms.TEXT, "Handed to Kafka's clients as it is: TLS, SASL, …");

  static final Setting<String> POSTGRES_HOST =
      Setting.of("postgres.host", Forms.TEXT, "localhost", "Where the database is.");
  static final Setting<Integer> POSTGRES_PORT =
      Setting.of("postgres.port", Forms.PORT, "5432", "Its port.");
  static final Setting<String> POSTGRES_DATABASE =
      Setting.of("postgres.database", Forms.TEXT, "ninestep", "Its name.");
  static final Setting<String> POSTGRES_USER =
      Setting.of("postgres.user", Forms.TEXT, "ninestep", "The role that owns the tables.");
  static final Setting<Path> POSTGRES_PASSWORD_FILE =
      Setting.optional(
          "postgres.password-file",
          Forms.FILE,
          "Holds the password; or give it in NINESTEP_POSTGRES_PASSWORD.");
  static final Setting<Integer> POSTGRES_POOL =
      Setting.of("postgres.pool-size", Forms.number(1, 200), "8", "Connections of this process.");
  static final Setting<TlsMode> POSTGRES_TLS =
      Setting.of(
          "postgres.tls.mode",
          Forms.oneOf(TlsMode.class),
          "verify-full",
          "What is demanded of the database's TLS.");
  static final Setting<Path> POSTGRES_CA =
      Setting.optional(
          "postgres.tls.ca-file",
          Forms.FILE,
          "Certificates to trust (PEM); else those of the JDK.");

  static final Setting<Path> KEYS_FILE =
      Setting.optional("keys.file", Forms.FILE, "Holds the key ring; or give it in NINESTEP_KEYS.");

  static final Setting<Duration> CODE =
      lifetime("code", "1s", "10m", "60s", "an authorization code");
  static final Setting<Duration> CONSENT =
      lifetime("consent", "10s", "1h", "10m", "the nonce of a consent page");
  static final Setting<Duration> ACCESS_TOKEN =
      lifetime("access-token", "10s", "24h", "1h", "an access token");
  static final Setting<Duration> REFRESH_IDLE =
      lifetime("refresh-idle", "1m", "3650d", "30d", "a refresh token that is not used");
  static final Setting<Duration> GRANT =
      lifetime("grant", "1m", "3650d", "365d", "a grant, however busy,");
  static final Setting<Duration> REUSE_INTERVAL =
      Setting.of(
          "refresh.reuse-interval",
          Durations.between("0s", "10s"),
          "0s",
          "How long a rotated refresh token gets the same successor again; 0s: reuse revokes.");
  static final Setting<Integer> TOKEN_REQUESTS_PER_MINUTE =
      Setting.of(
          "tokens.per-minute",
          Forms.number(1, 1_000_000_000),
          "60",
          "Token requests a minute by a client, or by a grant if its id is a URL; beyond them"
              + " 429.");
  static final Setting<Scope> FOR_CLIENTS =
      Setting.of(
          "tokens.for-clients",
          Forms.SCOPE,
          "",
          "What a client may have for itself (client_credentials); nothing is: not offered.");

  static final Setting<Integer> REGISTRATION_STATUS =
      Setting.of(
          "registration.status",
          new Form<>(
              "200 or 201",
              text -> Forms.PORT.read().apply(text).filter(n -> n == 200 || n == 201)),
          "201",
          "The status of a successful registration.");
  static final Setting<Path> CLIENT_DOCUMENT =
      Setting.optional(
          CLIENT_DOCUMENTS + "*",
          Forms.FILE,
          "Holds the metadata document of the client with this URL, which is then never fetched.");
  static final Setting<Integer> REGISTRATIONS_PER_HOUR =
      Setting.of(
          "registration.per-hour",
          Forms.number(1, 1_000_000),
          "20",
          "New clients from one address within an hour; else 429.");

  static final Setting<String> INITIAL_TOKEN =
      Setting.optional(
          "registration.token-hash",
          Forms.SHA256,
          "SHA-256, base64url, of the initial access token that registers client_credentials.");

  static final Setting<Set<String>> PRIVATE_USE_SCHEMES =
      Setting.of(
          "redirects.private-use-schemes",
          Forms.several(Forms.SCHEME),
          "cursor, claude, vscode, vscode-insiders, windsurf, zed, codex, goose, kiro, trae",
          "Schemes of redirect URIs allowed beside https and http on loopback.");

  static final Setting<AfterRefusal> AFTER_REFUSAL =
      Setting.of(
          "redirects.after-refusal",
          Forms.oneOf(AfterRefusal.class),
          "ask",
          "ask: who was refused chooses whether to tell an app nobody vouches for; go: it is"
              + " told.");

  static final Setting<Duration> LOG_BUDGET =
      Setting.of(
          "log.budget",
          Durations.between("100ms", "30s"),
          "2s",
          "For the log to show what was appended; else 503.");
  static final Setting<Integer> EXPECTED_GRANTS =
      Setting.of(
          "fold.expected-grants",
          Forms.number(1_000, 100_000_000),
          "100000",
          "Live grants to make room for at once.");

  private static final List<Setting<?>> OWN =
      List.of(
          PROFILE,
          ISSUER,
          NAME,
          SCOPE_MEANING,
          ROLES,
          HTTP_HOST,
          HTTP_PORT,
          HTTP_PREFIX,
          HTTP_IDLE,
          HTTP_TRUSTED_PROXIES,
          KAFKA_SERVERS,
          KAFKA_PARTITIONS,
          KAFKA_REPLICATION,
          KAFKA_PROPERTIES_FILE,
          KAFKA_PROPERTY,
          POSTGRES_HOST,
          POSTGRES_PORT,
          POSTGRES_DATABASE,
          POSTGRES_USER,
          POSTGRES_PASSWORD_FILE,
          POSTGRES_POOL,
          POSTGRES_TLS,
          POSTGRES_CA,
          KEYS_FILE,
          CODE,
          CONSENT,
          ACCESS_TOKEN,
          REFRESH_IDLE,
          GRANT,
          REUSE_INTERVAL,
          TOKEN_REQUESTS_PER_MINUTE,
          FOR_CLIENTS,
          REGISTRATION_STATUS,
          REGISTRATIONS_PER_HOUR,
          INITIAL_TOKEN,
          CLIENT_DOCUMENT,
          PRIVATE_USE_SCHEMES,
          AFTER_REFUSAL,
          LOG_BUDGET,
          EXPECTED_GRANTS);

  private static final List<Setting<?>> ALL =
      Stream.of(
              OWN,
              StartSettings.ALL,
              ManagementSettings.ALL,
              SupportSettings.ALL,
              TracingSettings.ALL,
              SealSettings.ALL,
              RetentionSettings.ALL,
              ResourceSettings.ALL,
              SignalSettings.ALL,
              SignInSettings.ALL,
              BillingSettings.ALL,
              IdentityProviderSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private Settings() {}

  static List<Setting<?>> all() {
    return ALL;
  }

  /// The setting a concrete key is one of.
  static Optional<Setting<?>> find(String key) {
    var general = key.replaceFirst("^(resources|signals)\\.\\d{1,3}\\.", "$1.*.");
    return ALL.stream().filter(setting -> setting.isOf(general)).findFirst();
  }

  private static Setting<Duration> lifetime(
      String of, String least, String most, String byDefault, String what) {
    return Setting.of(
        "lifetimes." + of,
        Durations.between(least, most),
        byDefault,
        "How long " + what + " lives.");
  }
}
