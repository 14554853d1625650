package dev.ninestep.projection;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One connection of one thread, which waits for what it asks. A session in which anything has
/// failed is of no more use: closing it undoes what was not committed.
final class Session implements AutoCloseable {

  private final SqlConnection connection;
  private final Duration patience;

  private Session(SqlConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  /// Connects.
  ///
  /// @param patience how long any answer may take; the server ends a transaction that is silent for
  ///   as long, so that what it has locked cannot outlive a thread that is gone
  static Session open(Vertx vertx, PgConnectOptions database, Duration patience)
      throws TimeoutException {
    var millis = Long.toString(patience.toMillis());
    var options =
        new PgConnectOptions(database)
            .addProperty("application_name", "ninestep projector")
            // A server that crashes may lose the last batches, but each with the offsets it wrote.
            .addProperty("synchronous_commit", "off")
            .addProperty("idle_in_transaction_session_timeout", millis)
            .addProperty("statement_timeout", millis);
    return new Session(await(PgConnection.connect(vertx, options), patience), patience);
  }

  SqlConnection connection() {
    return connection;
  }

  /// Waits for an answer.
  ///
  /// @return the answer; throws what the future failed with
  <T> T await(Future<T> answer) throws TimeoutException {
    return await(answer, patience);
  }

  private static <T> T await(Future<T> answer, Duration patience) throws TimeoutException {
    return answer.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Closes the connection without waiting for the server, which may be the one that is silent.
  @Override
  public void close() {
    var _ = connection.close();
  }
}
