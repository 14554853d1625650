package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration.Postgres;
import dev.ninestep.app.configuration.Configuration.TlsMode;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.LogReader;
import dev.ninestep.projection.Projection;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the database and restores what it remembers.
final class Database {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final long MIGRATION_SECONDS = 60;
  private static final long LOAD_SECONDS = 600;
  private static final long CLOSE_SECONDS = 5;
  private static final long QUESTION_SECONDS = 30;
  private static final String BUILD_ANEW =
      "If the log is right: TRUNCATE client, grant_state, account_state; see runbook/backup.md";
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private Database() {}

  /// Connects, and brings the schema up to date. While the database is away it is asked again, and
  /// that is said every so often; one that refuses us is not.
  ///
  /// @param patience how long it may be away
  /// @throws CannotStart when the database is away for longer, or refuses us
  static Projection open(Vertx vertx, Postgres postgres, Duration patience, Teardown teardown)
      throws CannotStart {
    var projection = Projection.open(vertx, options(postgres), postgres.poolSize());
    teardown.add("the database", () -> projection.close().await(CLOSE_SECONDS, TimeUnit.SECONDS));
    var began = System.nanoTime();
    var said = Duration.ZERO;
    while (true) {
      try {
        migrate(projection);
        return projection;
      } catch (Exception e) { // a future may fail with anything, checked or not
        var waited = Duration.ofNanos(System.nanoTime() - began);
        if (!Projection.isAway(e) || waited.compareTo(patience) >= 0) {
          throw unusable(postgres, e);
        }
        if (waited.minus(said).compareTo(BETWEEN_LINES) >= 0) {
          said = waited;
          LOG.warn(
              "waits for postgres on {}:{}, for {} s now and at most {} s: {}",
              postgres.host(),
              postgres.port(),
              waited.toSeconds(),
              patience.toSeconds(),
              Causes.words(e));
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void migrate(Projection projection) throws TimeoutException {
    var applied = projection.migrate().await(MIGRATION_SECONDS, TimeUnit.SECONDS);
    if (!applied.isEmpty()) {
      LOG.info("migrations applied: {}", String.join(", ", applied));
    }
  }

  private static CannotStart unusable(Postgres postgres, Exception e) {
    return new CannotStart(
        CannotStart.UNAVAILABLE,
        "postgres: %s on %s:%d cannot be used by %s: %s"
            .formatted(
                postgres.database(),
                postgres.host(),
                postgres.port(),
                postgres.user(),
                Causes.words(e)),
        e);
  }

  /// Fills a ledger with what the database remembers, so that the log is read from there and not
  /// from its beginning.
  ///
  /// @throws CannotStart when the database is away
  static void restore(Projection projection, Ledger ledger) throws CannotStart {
    try {
      var loaded = projection.load(ledger).await(LOAD_SECONDS, TimeUnit.SECONDS);
      LOG.info("restored {} rows in {} ms", loaded.rows(), loaded.took().toMillis());
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(
          CannotStart.UNAVAILABLE, "postgres: cannot be restored from: " + Causes.words(e), e);
    }
  }

  /// Sees to it that the log still holds what the database was made of. Otherwise a pod would go on
  /// from where it never was, with grants that the log knows nothing of.
  ///
  /// @param log makes a reader of it
  /// @throws CannotStart when it does not, naming the first event that it lacks
  static void demandMadeFrom(Supplier<LogReader> log, Projection projection) throws CannotStart {
    var fault = faultOf(log, projection);
    if (fault.isPresent()) {
      throw new CannotStart(
          CannotStart.UNAVAILABLE,
          "postgres: was not made from this log: the event at %s. Was one of them brought back? %s"
              .formatted(fault.get(), BUILD_ANEW));
    }
  }

  private static Optional<String> faultOf(Supplier<LogReader> log, Projection projection)
      throws CannotStart {
    try {
      var newest = projection.newest().await(QUESTION_SECONDS, TimeUnit.SECONDS);
      if (newest.isEmpty()) {
        return Optional.empty();
      }
      try (var reader = log.get()) {
        return newest.get().fault(reader).map(fault -> newest.get().position() + " " + fault);
      }
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(
          CannotStart.UNAVAILABLE,
          "postgres: cannot be compared with the log: " + Causes.words(e),
          e);
    }
  }

  private static PgConnectOptions options(Postgres postgres) {
    var options =
        new PgConnectOptions()
            .setHost(postgres.host())
            .setPort(postgres.port())
            .setDatabase(postgres.database())
            .setUser(postgres.user())
            .setPassword(postgres.password().value())
            .setSslMode(mode(postgres));
    if (options.getSslMode() != SslMode.DISABLE) {
      var tls = new ClientSSLOptions().setHostnameVerificationAlgorithm(hostCheck(postgres));
      switch (postgres.tls()) {
        case VERIFY_CA, VERIFY_FULL -> tls.setTrustOptions(trusted(postgres));
        case REQUIRE -> tls.setTrustAll(true);
        case DISABLE -> {}
      }
      options.setSslOptions(tls);
    }
    return options;
  }

  private static String hostCheck(Postgres postgres) {
    return postgres.tls() == TlsMode.VERIFY_FULL ? "HTTPS" : "";
  }

  /// The certificates of a file, or those that the JDK trusts.
  private static TrustOptions trusted(Postgres postgres) {
    return postgres
        .trusted()
        .<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file.toString()))
        .orElseGet(Database::trustedByJdk);
  }

  private static TrustOptions trustedByJdk() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no default trust", e);
    }
  }

  private static SslMode mode(Postgres postgres) {
    return switch (postgres.tls()) {
      case DISABLE -> SslMode.DISABLE;
      case REQUIRE -> SslMode.REQUIRE;
      case VERIFY_CA -> SslMode.VERIFY_CA;
      case VERIFY_FULL -> SslMode.VERIFY_FULL;
    };
  }
}
