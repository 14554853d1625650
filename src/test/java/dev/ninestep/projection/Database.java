package dev.ninestep.projection;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One PostgreSQL for all tests of a JVM, in which each test that has a parameter of this type gets
/// an empty schema of its own; what the test opened is closed at its end.
public record Database(Vertx vertx, PgConnectOptions options, List<Projection> opened)
    implements AutoCloseable {

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  public Database(Vertx vertx, PgConnectOptions options) {
    this(vertx, options, new ArrayList<>());
  }

  /// A projection in this database, with its tables.
  public Projection projection() {
    var projection = Projection.open(vertx, options, 2);
    opened.add(projection);
    get(projection.migrate());
    return projection;
  }

  @Override
  public void close() {
    opened.forEach(projection -> get(projection.close()));
  }

  /// Waits for a future as long as a busy machine may need.
  public static <T> T get(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within 30 s", e);
    }
  }

  /// Runs statements as a stranger with psql would.
  public List<Row> sql(String statements) {
    return get(
        PgConnection.connect(vertx, options)
            .compose(connection ->
                connection
                    .query(statements)
                    .execute()
                    .map(rows -> rows.stream().toList())
                    .eventually(connection::close)));
  }

  static PgConnectOptions options(EmbeddedDatabase server) {
    return new PgConnectOptions()
        .setHost(server.host())
        .setPort(server.port())
        .setDatabase(server.database())
        .setUser(server.user())
        .setPassword(server.password());
  }

  private record Server(Path path, DataDirectory directory, EmbeddedDatabase database, Vertx vertx)
      implements AutoCloseable {

    static Server start() {
      try {
        var path = Files.createTempDirectory("ninestep-projection");
        var directory = DataDirectory.claim(path);
        return new Server(path, directory, EmbeddedDatabase.start(directory), Vertx.vertx());
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException("no PostgreSQL for tests", e);
      }
    }

    Database empty() {
      var schema = "test_" + SCHEMAS.incrementAndGet();
      new Database(vertx, options(database)).sql("CREATE SCHEMA " + schema);
      return new Database(vertx, options(database).addProperty("search_path", schema));
    }

    @Override
    public void close() throws IOException {
      get(vertx.close());
      database.close();
      directory.close();
      try (var files = Files.walk(path)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /// Hands out the parameter.
  public static final class Fresh implements ParameterResolver {

    private static final ExtensionContext.Namespace OURS =
        ExtensionContext.Namespace.create(Fresh.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      var server =
          context
              .getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, OURS)
              .computeIfAbsent(Server.class, _ -> Server.start(), Server.class);
      var database = server.empty();
      context.getStore(OURS).put(database, database);
      return database;
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(
        ExtensionContext context) {
      return ExtensionContextScope.TEST_METHOD;
    }
  }
}
