package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Clients that refresh and call again and again, each time on another pod, and remember every
/// answer that was not 200. A pod that is not there, or says it cannot answer now, is passed over,
/// as a proxy before the pods does; a request that was taken is not made twice by that, since a
/// second use of a refresh token would end its family.
final class SteadyClients implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int NOT_NOW = 503;
  private static final int MOST_ATTEMPTS = 100;

  private final List<Pods.Pod> pods;
  private final Duration pause;
  private final List<AtomicInteger> rounds = new ArrayList<>();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final Map<String, String> signedWith = new ConcurrentHashMap<>();
  private final AtomicInteger passedOver = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean isGoing = true;

  /// Sends them off.
  ///
  /// @param pods where to
  /// @param codes one for each client
  SteadyClients(List<Pods.Pod> pods, String clientId, List<String> codes) {
    this(pods, clientId, codes, Duration.ZERO);
  }

  /// @param pause that each makes after a refresh and a call, so that others on the machine get on
  SteadyClients(List<Pods.Pod> pods, String clientId, List<String> codes, Duration pause) {
    this.pods = List.copyOf(pods);
    this.pause = pause;
    for (var code : codes) {
      var done = new AtomicInteger();
      rounds.add(done);
      var first = Http.form(pod(0).base() + "/token", Connection.redemption(clientId, code));
      assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
      threads.execute(() -> {
        try {
          go(clientId, new JsonObject(first.body()), done);
        } catch (RuntimeException e) {
          failed.add("no answer: " + e);
        }
      });
    }
  }

  private Pods.Pod pod(int round) {
    return pods.get(round % pods.size());
  }

  private void go(String clientId, JsonObject first, AtomicInteger done) {
    var refreshToken = first.getString("refresh_token");
    while (isGoing) {
      var refresh = Connection.refresh(clientId, refreshToken);
      var pod = new AtomicReference<String>();
      var refreshed =
          answer(
              done.get(),
              base -> {
                pod.set(base);
                return Http.form(base + "/token", refresh);
              });
      if (refreshed.statusCode() != 200) {
        failed.add("refresh: " + refreshed.body());
        return;
      }
      var tokens = new JsonObject(refreshed.body());
      refreshToken = tokens.getString("refresh_token");
      var accessToken = tokens.getString("access_token");
      signedWith.put(pod.get(), kid(accessToken));
      var called =
          answer(
              done.get() + 1,
              base ->
                  Http.send(
                      Http.to(base + "/mcp").header("Authorization", "Bearer " + accessToken)));
      if (called.statusCode() != 200) {
        failed.add("call: " + called.body());
      }
      done.incrementAndGet();
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private HttpResponse<String> answer(int round, Function<String, HttpResponse<String>> ask) {
    for (var attempt = 0; ; attempt++) {
      try {
        var answer = ask.apply(pod(round + attempt).base());
        if (answer.statusCode() != NOT_NOW || attempt == MOST_ATTEMPTS) {
          return answer;
        }
      } catch (UncheckedIOException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
      passedOver.incrementAndGet();
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private static String kid(String jwt) {
    var header = Base64.getUrlDecoder().decode(jwt.substring(0, jwt.indexOf('.')));
    return new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("kid");
  }

  /// Waits until every pod signs with a key, and every client holds only what was made since.
  void holdOnlyWhatWasMadeWith(String kid) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            !failed.isEmpty()
                || pods.stream().allMatch(pod -> kid.equals(signedWith.get(pod.base()))));
    goRound();
  }

  /// Waits until every client has been to every pod again.
  void goRound() {
    var before = rounds.stream().map(AtomicInteger::get).toList();
    await()
        .atMost(PATIENCE)
        .until(() -> {
          for (var i = 0; i < before.size(); i++) {
            if (rounds.get(i).get() <= before.get(i) + pods.size()) {
              return !failed.isEmpty();
            }
          }
          return true;
        });
  }

  /// What was not answered as it should.
  List<String> failed() {
    return List.copyOf(failed);
  }

  /// How often a pod was passed over.
  int passedOver() {
    return passedOver.get();
  }

  /// How often the clients have refreshed and called.
  int roundsDone() {
    return rounds.stream().mapToInt(AtomicInteger::get).sum();
  }

  @Override
  public void close() {
    isGoing = false;
    threads.close();
  }
}
