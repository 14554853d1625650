package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.app.configuration.Given;
import dev.ninestep.embedded.SharedKafka;
import dev.ninestep.projection.Database;
import dev.ninestep.projection.Relay;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A pod may start before its database does.
@ExtendWith(Database.Fresh.class)
class PodStartTest {

  private final Teardown teardown = new Teardown();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Database database;

  PodStartTest(Database database) {
    this.database = database;
  }

  @AfterEach
  void stop() {
    teardown.run();
    http.close();
  }

  private Configuration configuration(int port, String password) throws Exception {
    var addresses = ListenAddresses.of("127.0.0.1");
    var given =
        Given.yaml(
            """
            issuer: http://localhost:8080
            roles: auth, support
            http: {host: 127.0.0.1, port: %d}
            support: {host: 127.0.0.1, port: %d}
            management: {host: 127.0.0.1, port: %d}
            kafka: {bootstrap-servers: "%s", replication: 1, partitions: 3}
            postgres: {host: 127.0.0.1, port: %d, database: "%s", user: "%s", tls: {mode: disable}}
            resources: [{upstream: "http://127.0.0.1:1"}]
            """
                .formatted(
                    addresses.freePort(),
                    addresses.freePort(),
                    addresses.freePort(),
                    SharedKafka.bootstrapServers(),
                    port,
                    database.options().getDatabase(),
                    database.options().getUser()));
    var environment = new HashMap<>(given.environment());
    environment.put("NINESTEP_POSTGRES_PASSWORD", password);
    return new Given(given.yaml(), environment).configuration();
  }

  private HttpResponse<String> ask(Configuration configuration, String path) throws Exception {
    return ask(configuration.management().orElseThrow().port(), path);
  }

  private HttpResponse<String> ask(int port, String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void supportIsServedApart(Configuration configuration) throws Exception {
    var everybody = configuration.http().port();
    var support = configuration.support().orElseThrow().port();
    var metadata = "/.well-known/oauth-authorization-server";
    assertThat(ask(support, "/support").headers().firstValue("Location"))
        .contains("/sign-in?to=support");
    assertThat(ask(support, "/support/api/flows").statusCode()).isEqualTo(403);
    assertThat(ask(support, metadata).statusCode()).isEqualTo(404);
    assertThat(ask(everybody, metadata).statusCode()).isEqualTo(200);
    for (var path : List.of("/support", "/support/api/flows", "/operator", "/support/operator")) {
      assertThat(ask(everybody, path).statusCode()).as(path).isEqualTo(404);
    }
  }

  /// And it serves support apart once it is there.
  @Test
  void itWaitsForADatabaseThatIsAwayAliveAndNotReady() throws Exception {
    try (var relay = Relay.open(database.vertx())) {
      var configuration = configuration(relay.port(), database.options().getPassword());
      var started = new CompletableFuture<Pod>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              started.complete(Pod.start(configuration, ListenAddresses.of("127.0.0.1"), teardown));
            } catch (CannotStart | RuntimeException e) {
              started.completeExceptionally(e);
            }
          });
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> started.isDone() || relay.turnedAway() > 1);

      assertThat(started).isNotDone();
      assertThat(ask(configuration, "/health/live").statusCode()).isEqualTo(200);
      var notYet = ask(configuration, "/health/ready");
      assertThat(notYet.statusCode()).isEqualTo(503);
      assertThat(new JsonObject(notYet.body()).getJsonArray("waiting_for"))
          .containsExactly("starting: postgres");

      relay.to(database.options().getPort());
      assertThat(started.get(60, TimeUnit.SECONDS).health()).isNotNull();
      assertThat(ask(configuration, "/health/ready").statusCode()).isEqualTo(200);
      supportIsServedApart(configuration);
      teardown.run();
    }
  }

  @Test
  void aDatabaseThatRefusesItIsNotWaitedFor() throws Exception {
    var configuration = configuration(database.options().getPort(), "wrong");
    assertThat(configuration.startPatience()).isEqualTo(Duration.ofMinutes(5));
    assertThatThrownBy(() -> Pod.start(configuration, ListenAddresses.of("127.0.0.1"), teardown))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("postgres: " + database.options().getDatabase() + " on 127.0.0.1:")
        .hasMessageContaining("password authentication failed");
  }
}
