package dev.ninestep.app;

import dev.ninestep.app.configuration.Sources;
import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.token.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What `ninestep dev` is configured by: itself, and the environment.
///
/// @param directory the data directory; its key ring is made at the first start and kept
/// @param port where everything is served
/// @param profile a shipped set of defaults, if one is wanted
/// @param environment the environment
record DevSources(
    Path directory, int port, Optional<String> profile, Map<String, String> environment) {

  private static final String PASSWORD = "NINESTEP_POSTGRES_PASSWORD";

  /// For a look at what the user said, before Kafka and PostgreSQL are started.
  Sources beforeStart() throws CannotStart {
    makeKeys();
    return sources(Map.of(), "not known yet");
  }

  /// With what has been started.
  Sources with(EmbeddedKafka kafka, EmbeddedDatabase database) {
    return sources(
        Map.of(
            "kafka.bootstrap-servers", kafka.bootstrapServers(),
            "postgres.host", database.host(),
            "postgres.port", Integer.toString(database.port()),
            "postgres.database", database.database(),
            "postgres.user", database.user()),
        database.password());
  }

  private Sources sources(Map<String, String> found, String password) {
    var secrets = new HashMap<>(environment);
    secrets.put(PASSWORD, password);
    return new Sources(defaults(), Optional.empty(), secrets, found);
  }

  private Map<String, String> defaults() {
    var defaults = new HashMap<String, String>();
    defaults.put("issuer", "http://localhost:" + port);
    defaults.put("name", "Ninestep on this machine");
    defaults.put("http.host", "localhost");
    defaults.put("http.port", Integer.toString(port));
    defaults.put("kafka.partitions", "4");
    defaults.put("kafka.replication", "1");
    defaults.put("postgres.tls.mode", "disable");
    defaults.put("keys.file", keys().toString());
    // Whoever tries things out registers often, and always from here.
    defaults.put("registration.per-hour", "10000");
    defaults.put("resources.0.upstream", "built-in");
    defaults.put("resources.0.scopes", "mcp support");
    defaults.put("resources.0.default-scopes", "mcp");
    defaults.put("scopes.mcp", "Use the tools of this server in your name");
    defaults.put("scopes.support", "Read the story of every connection, to help its owner");
    profile.ifPresent(name -> defaults.put("profile", name));
    return defaults;
  }

  private Path keys() {
    return directory.resolve("keys.json");
  }

  private void makeKeys() throws CannotStart {
    try {
      if (!Files.exists(keys())) {
        KeyRing.generate().write(keys());
      }
    } catch (IOException e) {
      throw new CannotStart(
          CannotStart.CANNOT_CREATE, keys() + " cannot be written: " + Causes.words(e), e);
    }
  }
}
