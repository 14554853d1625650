package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.embedded.KafkaOptions;
import dev.ninestep.infra.Dashboards;
import dev.ninestep.token.KeyHolder;
import dev.ninestep.token.KeyRing;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three processes of ours on one Kafka: they sell a code once, and a refresh token once, and know
/// of a revocation together. (TK-04, RF-04, RV-09)
@Tag("process")
@Tag("alone")
class ThreePodsTest {

  private static final int PARALLEL = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A pod that starts beside clients that never pause gets too little of a small machine.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static Pods pods;
  private static final List<Pods.Pod> three = new ArrayList<>();
  private static String client;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    pods = Pods.on(directory, KafkaOptions.defaults().forShortLife());
    for (var i = 0; i < 3; i++) {
      three.add(pods.start(pods.kafka().bootstrapServers()));
    }
    client = Connection.register(three.getFirst().base());
  }

  @AfterAll
  static void stop() throws Exception {
    pods.close();
  }

  @Test
  void ofSixtyFourRedemptionsOfOneCodeOneSucceedsAndTheReplaysEndTheFamily() throws Exception {
    var code = pods.code(three.getFirst(), client);
    var answers = inParallel(Connection.redemption(client, code));
    theFamilyIsEndedAfterOneSuccess(answers);
  }

  @Test
  void ofSixtyFourUsesOfOneRefreshTokenOneSucceedsAndTheReplaysEndTheFamily() throws Exception {
    var code = pods.code(three.get(1), client);
    var first = Http.form(three.get(2).base() + "/token", Connection.redemption(client, code));
    var token = new JsonObject(first.body()).getString("refresh_token");
    var answers = inParallel(Connection.refresh(client, token));
    theFamilyIsEndedAfterOneSuccess(answers);
  }

  // RV-09
  @Test
  void aRevocationThatWasAnsweredReachesEveryPodAndStays() throws Exception {
    var code = pods.code(three.getFirst(), client);
    var answer = Http.form(three.get(1).base() + "/token", Connection.redemption(client, code));
    var tokens = new JsonObject(answer.body());
    var access = tokens.getString("access_token");
    await().atMost(PATIENCE).until(() -> isAccepted(three.get(2), access));

    var revoked =
        Http.form(
            three.getFirst().base() + "/revoke", Map.of("client_id", client, "token", access));
    var began = Instant.now();
    assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> three.stream().noneMatch(pod -> isAccepted(pod, access)));
    System.out.printf(
        "revoked everywhere %d ms after the answer%n",
        Duration.between(began, Instant.now()).toMillis());
    for (var i = 0; i < 20; i++) {
      assertThat(three).noneMatch(pod -> isAccepted(pod, access));
    }
    for (var pod : three) {
      var refresh = Connection.refresh(client, tokens.getString("refresh_token"));
      var refused = Http.form(pod.base() + "/token", refresh);
      assertThat(new JsonObject(refused.body()).getString("error")).isEqualTo("invalid_grant");
    }
  }

  /// Each pod alone would let 60 through.
  @Test
  void anAccountHasOnePaceOnAllPods() {
    var code = pods.code(three.getFirst(), client, "/paced");
    var answer = Http.form(three.get(1).base() + "/token", Connection.redemption(client, code));
    var access = new JsonObject(answer.body()).getString("access_token");
    await().atMost(PATIENCE).until(() -> call(three.get(2), "/paced", access).statusCode() == 200);
    var accepted = 1;
    for (var i = 0; i < 3 * 60; i++) {
      var called = call(three.get(i % three.size()), "/paced", access);
      assertThat(called.statusCode()).as(called.body()).isIn(200, 429);
      accepted += called.statusCode() == 200 ? 1 : 0;
    }
    System.out.printf("%d calls accepted by three pods, of 60 a minute%n", accepted);
    assertThat(accepted).isBetween(60, 2 * 60 - 1);
    for (var pod : three) {
      var refused = call(pod, "/paced", access);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(1L, 60L);
    }
  }

  @Test
  void aProofOfAKeyCountsOnceOnAllPods() {
    var holder = KeyHolder.fresh();
    var endpoint = three.getFirst().base() + "/token";
    var proof = holder.proof("POST", endpoint, Instant.now());
    var code = pods.code(three.getFirst(), client);
    var bound = proven(three.getFirst(), Connection.redemption(client, code), proof);
    assertThat(bound.statusCode()).as(bound.body()).isEqualTo(200);
    var tokens = new JsonObject(bound.body());
    assertThat(tokens.getString("token_type")).isEqualTo("DPoP");

    var refresh = Connection.refresh(client, tokens.getString("refresh_token"));
    for (var pod : three) {
      var replayed = proven(pod, refresh, proof);
      assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(400);
      assertThat(new JsonObject(replayed.body()).getString("error"))
          .isEqualTo("invalid_dpop_proof");
    }
    var fresh = holder.proof("POST", endpoint, Instant.now());
    assertThat(proven(three.get(1), refresh, fresh).statusCode()).isEqualTo(200);
  }

  // KY-01, KY-07
  @Test
  void noRequestFailsWhileTheKeysOfAllPodsChange() throws Exception {
    var before = keyIds(three.getFirst());
    var codes = List.of(pods.code(three.getFirst(), client), pods.code(three.get(1), client));
    try (var clients = new SteadyClients(three, client, codes)) {
      pods.change(ring -> ring.announce(Instant.now()));
      eachPod(ids -> ids.size() == before.size() + 1);
      clients.goRound();
      pods.change(ring -> ring.turn(Instant.now()));
      clients.holdOnlyWhatWasMadeWith(keyIds(three.getFirst()).getLast());
      pods.change(KeyRing::prune);
      eachPod(ids -> ids.size() == 1);
      clients.goRound();
      assertThat(clients.failed()).isEmpty();
      assertThat(clients.passedOver()).isZero();
    }
    assertThat(keyIds(three.getFirst())).doesNotContainAnyElementsOf(before);
  }

  @Test
  void noRequestFailsForGoodWhileThePodsAreRestartedOneAfterTheOther() throws Exception {
    var codes = new ArrayList<String>();
    for (var pod : three) {
      codes.add(pods.code(pod, client));
    }
    try (var clients = new SteadyClients(three, client, codes, PAUSE)) {
      for (var pod : three) {
        pods.restart(pod);
        connects(pod);
        clients.goRound();
      }
      System.out.printf(
          "rolling restart: %,d refreshes and as many calls, %d pods passed over, %d failed%n",
          clients.roundsDone(), clients.passedOver(), clients.failed().size());
      assertThat(clients.failed()).isEmpty();
      assertThat(clients.passedOver()).isPositive();
    }
  }

  /// A pod that has just come back takes new users to the end.
  private static void connects(Pods.Pod pod) {
    var code = pods.code(pod, client);
    var answer = Http.form(pod.base() + "/token", Connection.redemption(client, code));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void eachPod(Predicate<List<String>> isSo) {
    await()
        .atMost(PATIENCE.multipliedBy(3))
        .until(() -> three.stream().map(ThreePodsTest::keyIds).allMatch(isSo));
  }

  /// The ids of the keys a pod publishes, in order of age.
  private static List<String> keyIds(Pods.Pod pod) {
    var published = new JsonObject(Http.get(pod.base() + "/jwks").body());
    return published.getJsonArray("keys").stream()
        .map(key -> ((JsonObject) key).getString("kid"))
        .toList();
  }

  @Test
  void dashboardsAskTheDatabaseWhatItCanAnswer() throws Exception {
    var code = pods.code(three.getFirst(), client);
    for (var time = 0; time < 2; time++) {
      Http.form(three.getFirst().base() + "/token", Connection.redemption(client, code));
    }
    var database = pods.database();
    try (var connection =
        DriverManager.getConnection(
            "jdbc:postgresql://%s:%d/%s"
                .formatted(database.host(), database.port(), database.database()),
            database.user(),
            database.password())) {
      for (var question : Dashboards.queries()) {
        await()
            .atMost(PATIENCE.multipliedBy(3))
            .untilAsserted(() -> {
              try (var statement = connection.createStatement();
                  var rows = statement.executeQuery(question.text())) {
                assertThat(rows.next()).as(question.asker()).isTrue();
              }
            });
      }
    }
  }

  private static HttpResponse<String> proven(
      Pods.Pod pod, Map<String, String> fields, String proof) {
    return Http.send(Http.form(Http.to(pod.base() + "/token"), fields).header("DPoP", proof));
  }

  private static boolean isAccepted(Pods.Pod pod, String access) {
    return call(pod, "/mcp", access).statusCode() == 200;
  }

  private static HttpResponse<String> call(Pods.Pod pod, String path, String access) {
    return Http.send(Http.to(pod.base() + path).header("Authorization", "Bearer " + access));
  }

  private static void theFamilyIsEndedAfterOneSuccess(List<HttpResponse<String>> answers) {
    var won = answers.stream().filter(answer -> answer.statusCode() == 200).toList();
    assertThat(won).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
        .allSatisfy(answer -> {
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
          assertThat(new JsonObject(answer.body()).getString("error")).isEqualTo("invalid_grant");
        });
    var tokens = new JsonObject(won.getFirst().body());
    for (var pod : three) {
      var refresh =
          Http.form(
              pod.base() + "/token", Connection.refresh(client, tokens.getString("refresh_token")));
      assertThat(refresh.statusCode()).as(refresh.body()).isEqualTo(400);
      var call =
          Http.send(
              Http.to(pod.base() + "/mcp")
                  .header("Authorization", "Bearer " + tokens.getString("access_token")));
      assertThat(call.statusCode()).as(call.body()).isEqualTo(401);
      assertThat(new JsonObject(call.body()).getString("error")).isEqualTo("invalid_token");
    }
  }

  private static List<HttpResponse<String>> inParallel(Map<String, String> fields)
      throws Exception {
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<HttpResponse<String>>>();
      for (var i = 0; i < PARALLEL; i++) {
        var base = three.get(i % three.size()).base();
        Callable<HttpResponse<String>> present =
            () -> {
              begin.await();
              return Http.form(base + "/token", fields);
            };
        running.add(threads.submit(present));
      }
      begin.countDown();
      var answers = new ArrayList<HttpResponse<String>>();
      for (var answer : running) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
