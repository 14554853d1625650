package dev.ninestep.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Database.Fresh.class)
final class RestartTest {

  @TempDir private Path path;

  private final Vertx vertx = Vertx.vertx();
  private final MemoryLog log = new MemoryLog();
  private final History history = new History(20, log);

  @AfterEach
  void close() {
    Database.get(vertx.close());
  }

  @Test
  void aProjectorOutlivesARestartOfPostgres(Database undisturbed) throws Exception {
    history.goOn(500);
    try (var directory = DataDirectory.claim(path);
        var relay = Relay.open(vertx)) {
      Projector projector;
      Tables tables;
      try (var server = EmbeddedDatabase.start(directory)) {
        relay.to(server.port());
        tables = Tables.in(new Database(vertx, Database.options(server).setPort(relay.port())));
        projector = tables.project(log.reader(10));
        Tables.awaitEnd(log, projector);
      }
      history.goOn(500);
      Tables.awaitPhase(projector, Progress.Phase.RETRYING);
      try (var _ = projector;
          var server = EmbeddedDatabase.start(directory)) {
        relay.to(server.port());
        Tables.awaitEnd(log, projector);
        var wanted = Tables.in(undisturbed);
        wanted.projectAll(log, 1_000);
        assertThat(tables.dump()).isEqualTo(wanted.dump());
      }
    }
  }
}
