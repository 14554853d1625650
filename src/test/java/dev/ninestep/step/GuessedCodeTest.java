package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CodeTried;
import dev.ninestep.event.Refusal;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A code that comes with wrong verifiers. (TK-05)
class GuessedCodeTest {

  private final TestServer server = new TestServer();
  private final TestClient client = TestClient.register(server);
  private final String code = client.code();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> guess(int number) {
    var verifier = "w".repeat(43) + number;
    return client.token(Form.with(client.redemption(code), "code_verifier", verifier));
  }

  private void isRefused(HttpResponse<String> response, Refusal refusal) {
    assertThat(json(response).getString("error")).isEqualTo("invalid_grant");
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
  }

  // TK-05
  @Test
  void afterFourWrongVerifiersTheRightOneStillWorks() {
    for (var i = 0; i < 4; i++) {
      isRefused(guess(i), Refusal.CODE_VERIFIER_WRONG);
    }
    assertThat(client.token(client.redemption(code)).statusCode()).isEqualTo(200);
  }

  // TK-05
  @Test
  void withTheFifthTheCodeIsSpentForEverybody() {
    for (var i = 0; i < 4; i++) {
      guess(i);
    }
    isRefused(guess(4), Refusal.CODE_GUESSED);
    isRefused(guess(5), Refusal.CODE_GUESSED);
    isRefused(client.token(client.redemption(code)), Refusal.CODE_GUESSED);
  }

  // TK-05
  @Test
  void guessesThatComeAtOnceAreCountedToo() {
    var answers = IntStream.range(0, 32).parallel().mapToObj(this::guess).toList();
    assertThat(answers).allMatch(answer -> answer.statusCode() == 400);
    assertThat(server.log.events(CodeTried.class)).hasSize(32);
    isRefused(client.token(client.redemption(code)), Refusal.CODE_GUESSED);
  }

  // TK-05
  @Test
  void whatIsNoGuessIsNotCounted() {
    var other = TestClient.register(server);
    for (var i = 0; i < 6; i++) {
      client.token(Form.without(client.redemption(code), "code_verifier"));
      client.token(Form.with(client.redemption(code), "code_verifier", "short"));
      client.token(Form.with(client.redemption(code), "redirect_uri", "https://a.example"));
      other.token(Form.with(client.redemption(code), "client_id", other.id().value()));
    }
    assertThat(server.log.events(CodeTried.class)).isEmpty();
    assertThat(client.token(client.redemption(code)).statusCode()).isEqualTo(200);
  }
}
