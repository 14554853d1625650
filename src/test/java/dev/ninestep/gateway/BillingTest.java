package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls that cost something, at a gateway where one does, and a tool that costs more.
class BillingTest {

  private static final Prices PRICES =
      new Prices(amount("0.40"), Map.of("draw", amount("5"), "free", Amount.ZERO));
  private static final String WHOAMI = ToolCall.of("whoami");

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private final Harness harness = new Harness(this::upstream, TestSettings.charging(PRICES));
  private final String token = harness.token();

  private void upstream(HttpServerRequest request) {
    request.bodyHandler(body -> {
      heard.add(body.toString());
      request.response().setStatusCode(status).putHeader("X-Balance-Low", "forged").end("done");
    });
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private static Amount amount(String text) {
    return Amount.parse(text).orElseThrow();
  }

  private void credit(String amount) {
    var key = new CreditKey("key" + harness.facts.facts().size());
    var event =
        new AccountCredited(Harness.ACCOUNT, amount(amount), key, new AttemptId(1), "operator");
    harness.facts.tell(
        harness.facts.seal(
            new Key.OfAccount(Harness.ACCOUNT),
            new FlowId(0, 0),
            new RequestId(0, 0),
            Optional.empty(),
            Optional.empty(),
            event));
  }

  private HttpResponse<String> post(String body) {
    return harness.send(harness.request("", token).POST(BodyPublishers.ofString(body)));
  }

  private String balance() {
    harness.till.flush();
    return harness.facts.ledger().account(Harness.ACCOUNT).purse().balance().toString();
  }

  private static Optional<String> warning(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Balance-Low");
  }

  /// GW-14.
  @Test
  void whoCannotPayIsToldWhatIsMissingAndWhereToTopUpAndNothingOfTokens() {
    credit("0.30");
    var answer = post(WHOAMI);
    assertThat(answer.statusCode()).isEqualTo(402);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(answer.headers().firstValue("Link"))
        .contains("<https://pay.example/top-up>; rel=\"payment\"");
    var body = new JsonObject(answer.body());
    assertThat(body.getString("error")).isEqualTo("insufficient_balance");
    assertThat(body.getString("price")).isEqualTo("0.40");
    assertThat(body.getString("balance")).isEqualTo("0.30");
    assertThat(body.getString("missing")).isEqualTo("0.10");
    assertThat(body.getString("currency")).isEqualTo("EUR");
    assertThat(body.getString("top_up_url")).isEqualTo("https://pay.example/top-up");
    assertThat(heard).as("what the upstream hears").isEmpty();
    var refused = harness.written(CallRefused.class).getFirst();
    assertThat(refused.refusal()).isEqualTo(Refusal.BALANCE_INSUFFICIENT);
    assertThat(refused.account()).contains(Harness.ACCOUNT);
    assertThat(refused.evidence().detail()).contains("tools: whoami");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"method\":\"initialize\"}",
        "{\"method\":\"tools/list\"}",
        "{\"method\":\"ping\"}",
        "{\"method\":\"notifications/initialized\"}"
      })
  void whatIsNoCallOfAToolNeedsNoMoney(String body) {
    assertThat(post(body).statusCode()).isEqualTo(200);
    assertThat(heard).containsExactly(body);
  }

  @Test
  void aStreamAndAToolThatCostsNothingNeedNoMoneyEither() {
    assertThat(harness.send(harness.request("", token)).statusCode()).isEqualTo(200);
    assertThat(post(ToolCall.of("free")).statusCode()).isEqualTo(200);
    assertThat(warning(post(ToolCall.of("free")))).as("nothing was charged").isEmpty();
    assertThat(balance()).isEqualTo("0.00");
  }

  @Test
  void aCallCostsWhatItsToolCostsAndABatchAllOfThem() {
    credit("20");
    assertThat(post(WHOAMI).statusCode()).isEqualTo(200);
    assertThat(balance()).isEqualTo("19.60");
    assertThat(post(ToolCall.of("draw")).statusCode()).isEqualTo(200);
    assertThat(balance()).isEqualTo("14.60");
    assertThat(post("[" + WHOAMI + "," + ToolCall.of("draw") + "]").statusCode()).isEqualTo(200);
    assertThat(balance()).isEqualTo("9.20");
    var plain = harness.request("/tools/call", token);
    assertThat(
            harness.send(plain.POST(BodyPublishers.ofString("{\"name\":\"draw\"}"))).statusCode())
        .isEqualTo(200);
    assertThat(balance()).isEqualTo("4.20");
    assertThat(post(ToolCall.of("draw")).statusCode()).isEqualTo(402);
    assertThat(post(WHOAMI).statusCode()).as("this one it can pay").isEqualTo(200);
  }

  @Test
  void whoHasLittleLeftIsWarnedBeforeAnythingIsRefused() {
    credit("1.50");
    assertThat(warning(post(WHOAMI))).as("1.10 is not low, whatever the upstream says").isEmpty();
    var second = post(WHOAMI);
    assertThat(warning(second)).contains("0.70 EUR");
    assertThat(second.headers().firstValue("Link"))
        .contains("<https://pay.example/top-up>; rel=\"payment\"");
    assertThat(second.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("X-Balance-Low", "Link");
    assertThat(warning(post(WHOAMI))).contains("0.30 EUR");
    assertThat(post(WHOAMI).statusCode()).isEqualTo(402);
    credit("10");
    assertThat(warning(post(WHOAMI))).isEmpty();
  }

  @Test
  void whatTheUpstreamDidNotDoIsNotCharged() {
    credit("10");
    status = 500;
    assertThat(post(WHOAMI).statusCode()).isEqualTo(500);
    status = 401;
    assertThat(post(WHOAMI).statusCode()).isEqualTo(502);
    harness.stopUpstream();
    assertThat(post(WHOAMI).statusCode()).isEqualTo(502);
    assertThat(balance()).isEqualTo("10.00");
    assertThat(harness.written(AccountCharged.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"method\":\"ping\",\"Method\":\"tools/call\"}", "name=whoami", ""})
  void aBodyThatCanBeReadInTwoWaysIsRefusedAndNotLetThroughForNothing(String body) {
    credit("10");
    var answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("error")).isEqualTo("invalid_request");
    assertThat(heard).isEmpty();
  }

  @Test
  void aBodyPassesByteForByteThoughItWasReadFirst() {
    credit("10");
    var body = " {\"method\" : \"tools/call\",\n \"params\":{\"name\":\"\\u00e9\"} } ";
    assertThat(post(body).body()).isEqualTo("done");
    assertThat(heard).containsExactly(body);
  }

  @Test
  void theFirstCallAndTheMeteredOnesSayWhatTheyCost() {
    credit("10");
    for (var i = 0; i < 5; i++) {
      assertThat(post(WHOAMI).statusCode()).isEqualTo(200);
    }
    assertThat(post("{\"method\":\"ping\"}").statusCode()).isEqualTo(200);
    var metered = harness.written(CallsMetered.class);
    assertThat(harness.facts.events(CallAdmitted.class))
        .singleElement()
        .satisfies(first -> assertThat(first.cost()).contains(amount("0.40")));
    assertThat(metered.stream().mapToLong(CallsMetered::count).sum()).isEqualTo(5);
    assertThat(metered.stream().mapToLong(event -> event.cost().micros()).sum())
        .isEqualTo(amount("1.60").micros());
    assertThat(balance()).isEqualTo("8.00");
  }

  @Test
  void ofManyCallsAtOnceAsManyAreServedAsTheMoneyCovers() {
    credit("4");
    var calls =
        IntStream.range(0, 50)
            .mapToObj(_ ->
                harness.http.sendAsync(
                    harness.request("", token).POST(BodyPublishers.ofString(WHOAMI)).build(),
                    BodyHandlers.discarding()))
            .toList();
    var answers =
        calls.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
    assertThat(answers).filteredOn(answer -> answer == 200).hasSize(10);
    assertThat(answers).filteredOn(answer -> answer == 402).hasSize(40);
    assertThat(heard).hasSize(10);
    assertThat(balance()).isEqualTo("0.00");
    assertThat(harness.written(CallRefused.class).stream().mapToLong(CallRefused::count).sum())
        .isEqualTo(40);
  }

  @Test
  void aBodyTooLongToBeReadIsRefused() {
    var longest = harness.request("", token).POST(BodyPublishers.ofByteArrays(parts(5)));
    assertThat(harness.send(longest).statusCode()).isEqualTo(413);
  }

  /// Mebibytes, without their number being said before.
  private static Iterable<byte[]> parts(int mebibytes) {
    return IntStream.range(0, mebibytes).mapToObj(_ -> new byte[1 << 20]).toList();
  }
}
