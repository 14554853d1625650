package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the driver throws has many types and names, so it is the driver that is asked.
@ExtendWith(Database.Fresh.class)
class AwayTest {

  private final Database database;

  AwayTest(Database database) {
    this.database = database;
    database.projection();
  }

  /// What a question fails with.
  private Throwable failure(PgConnectOptions options) {
    var projection = Projection.open(database.vertx(), options, 1);
    database.opened().add(projection);
    return catchThrowable(() -> get(projection.accounts().findByLogin("anna")));
  }

  private PgConnectOptions options() {
    return new PgConnectOptions(database.options());
  }

  @Test
  void aServerThatIsNotThereIsAway() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var failure = failure(options().setPort(port));
    assertThat(Projection.isAway(failure)).as("%s", failure).isTrue();
  }

  @Test
  void aServerThatHangsUpIsAway() {
    try (var relay = Relay.open(database.vertx())) {
      var failure = failure(options().setPort(relay.port()));
      assertThat(Projection.isAway(failure)).as("%s", failure).isTrue();
    }
  }

  @Test
  void aServerThatRefusesUsIsNot() {
    for (var refused :
        new PgConnectOptions[] {
          options().setPassword("wrong"),
          options().setDatabase("nowhere"),
          options().setUser("nobody")
        }) {
      var failure = failure(refused);
      assertThat(Projection.isAway(failure)).as("%s", failure).isFalse();
    }
  }

  @Test
  void aQuestionThatIsWrongIsNot() {
    database.sql("DROP TABLE account CASCADE");
    var failure = failure(options());
    assertThat(Projection.isAway(failure)).as("%s", failure).isFalse();
  }

  /// The first question waits for a lock with the only connection, the second for the connection.
  @Test
  void whoeverGetsNoConnectionInTimeOrLosesItFindsTheServerAway() {
    var projection = Projection.open(database.vertx(), database.options(), 1);
    database.opened().add(projection);
    var other = get(PgConnection.connect(database.vertx(), database.options()));
    get(other.query("BEGIN; LOCK TABLE account IN ACCESS EXCLUSIVE MODE").execute());
    var first = projection.accounts().findByLogin("anna");
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 1);

    var late = catchThrowable(() -> get(projection.accounts().findByLogin("bert")));
    assertThat(Projection.isAway(late)).as("%s", late).isTrue();

    database.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_locks"
            + " WHERE NOT granted AND relation = 'account'::regclass");
    var cut = catchThrowable(() -> get(first));
    assertThat(Projection.isAway(cut)).as("%s", cut).isTrue();
    get(other.close());
  }

  private long waiting() {
    return database
        .sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'account'::regclass")
        .getFirst()
        .getLong(0);
  }
}
