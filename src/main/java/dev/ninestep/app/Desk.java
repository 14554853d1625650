package dev.ninestep.app;

import dev.ninestep.account.Login;
import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.app.configuration.Sources;
import dev.ninestep.projection.Projection;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What an operator's command stands on where no pod serves. All of it is closed when the process
/// ends.
///
/// @param configuration what the operator decided
/// @param vertx whose event loops drive the connections
/// @param teardown gets what else must be stopped
/// @param projection the database
record Desk(Configuration configuration, Vertx vertx, Teardown teardown, Projection projection) {

  private static final long SECONDS = 30;

  /// Opens the database of a configuration.
  ///
  /// @param file the configuration that serve has
  /// @param err where its warnings are printed
  static Desk open(Path file, PrintWriter err) throws CannotStart {
    var configuration =
        Usable.of(new Sources(Map.of(), Optional.of(file), System.getenv(), Map.of()), err);
    var teardown = Teardown.atExit();
    var vertx = Vertx.vertx();
    teardown.add("the event loops", () -> vertx.close().await(SECONDS, TimeUnit.SECONDS));
    return new Desk(
        configuration,
        vertx,
        teardown,
        Database.open(vertx, configuration.postgres(), Duration.ZERO, teardown));
  }

  /// Finds an account.
  ///
  /// @param login what its owner types
  /// @return empty when nobody has this name
  Optional<AccountId> account(Login login) throws CannotStart {
    return await(projection.accounts().findByLogin(login.value())).map(found -> found.id());
  }

  /// Waits for the database, as long as a question takes.
  static <T> T await(Future<T> answer) throws CannotStart {
    return await(answer, SECONDS);
  }

  /// Waits for the database.
  ///
  /// @param atMost how many seconds
  static <T> T await(Future<T> answer, long atMost) throws CannotStart {
    try {
      return answer.await(atMost, TimeUnit.SECONDS);
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(CannotStart.UNAVAILABLE, "postgres: " + Causes.words(e), e);
    }
  }

  /// Who decides, as far as the machine knows them.
  static String operator() {
    return System.getProperty("user.name", "operator");
  }
}
