package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.Scope;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How often an account may call is asked after who calls, and before what its token allows and
/// what it can pay.
class CallRateTest {

  private static final int LIMIT = 3;

  private final AtomicInteger heard = new AtomicInteger();
  private final Harness harness =
      new Harness(
          this::upstream,
          settings ->
              TestSettings.callsPerMinute(LIMIT)
                  .andThen(TestSettings.needing(Harness.GRANTED))
                  .andThen(TestSettings.charging(new Prices(Amount.MOST, Map.of())))
                  .apply(settings));

  private void upstream(HttpServerRequest request) {
    heard.incrementAndGet();
    request.response().end("done");
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private HttpResponse<String> call(String token) {
    return harness.send(harness.request("", token));
  }

  private void callToTheLimit() {
    for (var i = 0; i < LIMIT; i++) {
      assertThat(call(harness.token()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void oneCallMoreIsRefusedAndToldWhenToComeAgain() {
    callToTheLimit();
    var answer = call(harness.token());
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(answer.body()).contains("\"error\":\"too_many_requests\"");
    assertThat(heard).hasValue(LIMIT);
    harness.facts.pass(Duration.ofSeconds(60));
    assertThat(call(harness.token()).statusCode()).isEqualTo(200);
  }

  /// Another app of the same account has another token, another grant, and no limit of its own.
  @Test
  void allTokensOfAnAccountCountTogetherAndRefusalsOfThemAreOneNumber() {
    callToTheLimit();
    for (var i = 0; i < 5; i++) {
      assertThat(call(harness.token()).statusCode()).isEqualTo(429);
    }
    var refused = harness.written(CallRefused.class);
    assertThat(refused).allMatch(event -> event.refusal() == Refusal.CALLS_TOO_MANY);
    assertThat(refused.stream().mapToLong(CallRefused::count).sum()).isEqualTo(5);
    assertThat(harness.facts.events(CallsMetered.class)).isEmpty();
  }

  @Test
  void whoIsRefusedForWhoTheyAreIsNotCounted() {
    for (var i = 0; i < LIMIT; i++) {
      var unknown = harness.tokens.sign(harness.claims(new FlowId(9, i)));
      assertThat(call(unknown).statusCode()).isEqualTo(401);
    }
    callToTheLimit();
  }

  @Test
  void rateComesAfterTheAccountAndBeforeScopeAndBalance() {
    callToTheLimit();
    assertThat(call(harness.tokenWith(Scope.of("support"))).statusCode()).isEqualTo(429);
    var paid = harness.request("", harness.token());
    assertThat(harness.send(paid.POST(BodyPublishers.ofString(ToolCall.of("x")))).statusCode())
        .isEqualTo(429);
    var suspended = new AccountSuspended(Harness.ACCOUNT, "operator", "unpaid");
    var key = new Key.OfAccount(Harness.ACCOUNT);
    harness.facts.tell(
        harness.facts.seal(
            key,
            new FlowId(0, 0),
            new RequestId(0, 0),
            Optional.empty(),
            Optional.empty(),
            suspended));
    assertThat(call(harness.token()).statusCode()).isEqualTo(401);
  }

  /// Or somebody could try for ever which tools there are, at no cost.
  @Test
  void whatIsRefusedForItsScopeOrItsPriceCounts() {
    assertThat(call(harness.tokenWith(Scope.of("support"))).statusCode()).isEqualTo(403);
    var paid = harness.request("", harness.token());
    assertThat(harness.send(paid.POST(BodyPublishers.ofString(ToolCall.of("x")))).statusCode())
        .isEqualTo(402);
    assertThat(call(harness.token()).statusCode()).isEqualTo(200);
    assertThat(call(harness.token()).statusCode()).isEqualTo(429);
  }
}
