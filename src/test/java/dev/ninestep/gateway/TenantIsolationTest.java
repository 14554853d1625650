package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.fold.Grant;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.mcp.McpServer;
import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two accounts call the same tools at the same time, over connections they share.
class TenantIsolationTest {

  private static final int CALLS = 1_000;
  private static final int AT_ONCE = 50;
  private static final AccountId ALICE = new AccountId(0xa11ceL, 1);
  private static final AccountId BOB = new AccountId(0xb0bL, 2);

  private final Vertx vertx = Vertx.vertx();
  private final Harness harness =
      new Harness(List.of(UnaryOperator.identity()), h -> List.of(builtIn(h)));
  private final SplittableRandom random = new SplittableRandom(28);

  /// A call that was made, and what came of it.
  private record Made(AccountId by, CompletableFuture<HttpResponse<String>> answer) {}

  @AfterEach
  void close() {
    harness.close();
    vertx.close().await();
  }

  private URI builtIn(Harness gateway) {
    return new McpServer(
            vertx, gateway.identity, by -> Future.succeededFuture(List.of(app(by))), List.of())
        .listen(0)
        .await();
  }

  private static ConnectedApp app(AccountId account) {
    return new ConnectedApp(
        new FlowId(account.high(), account.low()),
        Harness.CLIENT,
        Optional.of("the app of " + account),
        Optional.empty(),
        Harness.GRANTED,
        Harness.RESOURCE,
        VirtualFlowLog.NOON,
        VirtualFlowLog.NOON,
        new Grant.Closed(VirtualFlowLog.NOON),
        Map.of(),
        Map.of());
  }

  private String token(AccountId account) {
    var any = harness.granted();
    return harness.tokens.sign(
        new AccessToken(
            any.flow(),
            any.client(),
            account,
            any.scope(),
            any.resource(),
            any.id(),
            any.issuedAt(),
            any.expiresAt()));
  }

  /// One of two tools in one of two forms.
  private HttpRequest call(String token, int id) {
    var tool = random.nextBoolean() ? "whoami" : "list_connected_apps";
    var params = new JsonObject().put("name", tool).put("arguments", new JsonObject());
    var rpc =
        new JsonObject()
            .put("jsonrpc", "2.0")
            .put("id", id)
            .put("method", "tools/call")
            .put("params", params);
    var isPlain = random.nextBoolean();
    return harness
        .request(isPlain ? "/tools/call" : "", token)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .POST(BodyPublishers.ofString((isPlain ? params : rpc).encode()))
        .build();
  }

  /// GW-28, and with one id for all calls (GW-19).
  @Test
  void noneOfAThousandCallsShowsARowOfAnotherAccount() {
    var tokens = Map.of(ALICE, token(ALICE), BOB, token(BOB));
    var rows = 0;
    for (var round = 0; round < CALLS / AT_ONCE; round++) {
      var made =
          IntStream.range(0, AT_ONCE)
              .mapToObj(_ -> {
                var by = random.nextBoolean() ? ALICE : BOB;
                var request = call(tokens.get(by), 1);
                return new Made(by, harness.http.sendAsync(request, BodyHandlers.ofString()));
              })
              .toList();
      for (var one : made) {
        var answer = one.answer().join();
        var other = one.by().equals(ALICE) ? BOB : ALICE;
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(one.by().toString()).doesNotContain(other.toString());
        rows++;
      }
    }
    assertThat(rows).isEqualTo(CALLS);
  }
}
