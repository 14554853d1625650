package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {

  private final Vertx vertx = Vertx.vertx();

  /// Held, since one that nobody holds is closed when memory is collected, answered or not.
  private final HttpClient http = vertx.createHttpClient();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private JsonObject ready(Health health) throws Exception {
    var router = Router.router(vertx);
    health.mount(router);
    var server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    return http.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/health/ready")
        .compose(request -> request.send())
        .compose(answer ->
            answer.body().map(body -> body.toJsonObject().put("status", answer.statusCode())))
        .await(10, TimeUnit.SECONDS);
  }

  private static Health.Part part(String name, String trouble) {
    return new Health.Part(name, () -> Optional.of(trouble));
  }

  @Test
  void whatOnlyHasToBeKnownAboutTurnsNoRequestsAway() throws Exception {
    var health = new Health();
    health.started(List.of(), List.of(part("projector", "the log is altered")));
    assertThat(ready(health))
        .isEqualTo(
            new JsonObject(
                "{\"ok\":true,\"warnings\":[\"projector: the log is altered\"],\"status\":200}"));
  }

  @Test
  void whatMustBeWellTurnsThemAway() throws Exception {
    var health = new Health();
    health.started(List.of(part("log", "last heard 7 s ago")), List.of());
    assertThat(ready(health))
        .isEqualTo(
            new JsonObject(
                "{\"ok\":false,\"waiting_for\":[\"log: last heard 7 s ago\"],\"status\":503}"));
  }

  @Test
  void requestsComeBetweenTheStartAndTheStopOnly() throws Exception {
    var health = new Health();
    assertThat(ready(health))
        .isEqualTo(new JsonObject("{\"ok\":false,\"waiting_for\":[\"starting\"],\"status\":503}"));
    health.waitsFor("kafka");
    assertThat(ready(health))
        .isEqualTo(
            new JsonObject("{\"ok\":false,\"waiting_for\":[\"starting: kafka\"],\"status\":503}"));
    health.started(List.of(), List.of());
    assertThat(ready(health)).isEqualTo(new JsonObject("{\"ok\":true,\"status\":200}"));
    health.stopping();
    assertThat(ready(health))
        .isEqualTo(new JsonObject("{\"ok\":false,\"waiting_for\":[\"stopping\"],\"status\":503}"));
  }
}
