package dev.ninestep.operator;

import static dev.ninestep.operator.OperatorServer.ANNA;
import static dev.ninestep.operator.OperatorServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.Amount;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Services of the operator's give accounts money.
class OperatorApiTest {

  private final OperatorServer server = new OperatorServer(Optional.of(SECRET));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aCreditIsAnsweredWithTheBalanceItLeft() {
    isGiven(server.credit("10.00", "payment-1"), 201, "10.00");
    isGiven(server.post(ANNA.toString(), "{\"amount\":\"0.5\",\"key\":\"p:2\"}"), 201, "10.50");
    assertThat(server.balance())
        .isEqualTo(
            new JsonObject()
                .put("account", ANNA.toString())
                .put("balance", "10.50")
                .put("currency", "EUR"));
  }

  @Test
  void whoSendsTheSameAgainIsToldSoAndNothingIsGivenTwice() {
    isGiven(server.credit("10.00", "payment-1"), 201, "10.00");
    isGiven(server.credit("10.00", "payment-1"), 200, "10.00");
    isGiven(server.credit("2", "payment-2"), 201, "12.00");
    isGiven(server.credit("10", "payment-1"), 200, "12.00");
  }

  @Test
  void aCreditWhoseAnswerWasLostIsSentAgainAndCountsOnce() {
    server.log.goDown();
    var lost = server.credit("10.00", "payment-1");
    assertThat(lost.statusCode()).isEqualTo(503);
    assertThat(lost.headers().firstValue("Retry-After")).isPresent();
    server.log.comeUp();
    isGiven(server.credit("10.00", "payment-1"), 201, "10.00");
  }

  @Test
  void anotherAmountUnderAKeyIsRefusedAndSaysWhichItWas() {
    isGiven(server.credit("10.00", "payment-1"), 201, "10.00");
    assertThat(server.credit("100.00", "payment-1").statusCode()).isEqualTo(409);
    var refused = server.log.events(StepRefused.class).getLast();
    assertThat(refused.refusal()).isEqualTo(Refusal.CREDIT_KEY_TAKEN);
    assertThat(refused.evidence().known()).contains("10.00");
    assertThat(server.balance().getString("balance")).isEqualTo("10.00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"amount\":10,\"key\":\"a\"}",
        "{\"amount\":\"0\",\"key\":\"a\"}",
        "{\"amount\":\"-1\",\"key\":\"a\"}",
        "{\"amount\":\"1\"}",
        "{\"amount\":\"1\",\"key\":\"a b\"}",
        "{\"amount\":\"0.0000001\",\"key\":\"a\"}",
        "{\"amount\":\"99999999999\",\"key\":\"a\"}"
      })
  void whatIsNoCreditIsRefusedAndNamesItsFault(String body) {
    var refused = server.post("anna", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(refused.body()).getString("detail")).isNotBlank();
    assertThat(server.log.events(AccountCredited.class)).isEmpty();
  }

  @Test
  void noBalanceGrowsBeyondTheMostThereCanBe() {
    isGiven(server.credit(Amount.MOST.toString(), "all"), 201, Amount.MOST.toString());
    assertThat(server.credit("0.01", "more").statusCode()).isEqualTo(400);
    assertThat(server.balance().getString("balance")).isEqualTo(Amount.MOST.toString());
  }

  @Test
  void whoHasNotTheSecretGivesNothing() {
    var forged = server.to("anna/credits", "guessed");
    var body = "{\"amount\":\"1\",\"key\":\"a\"}";
    var refused = server.send(forged.POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(server.log.events(AccountCredited.class)).isEmpty();
  }

  @Test
  void withoutAConfiguredSecretNobodyIsLetIn() {
    try (var closed = new OperatorServer(Optional.empty())) {
      assertThat(closed.credit("10.00", "payment-1").statusCode()).isEqualTo(403);
      assertThat(closed.log.events(AccountCredited.class)).isEmpty();
    }
  }

  private static void isGiven(HttpResponse<String> answer, int status, String balance) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    var body = new JsonObject(answer.body());
    assertThat(body.getString("balance")).isEqualTo(balance);
    assertThat(body.getString("account")).isEqualTo(ANNA.toString());
    assertThat(body.getString("currency")).isEqualTo("EUR");
  }
}
