package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ClientSeen;
import dev.ninestep.event.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A client that nobody lets in is forgotten a day after it was last heard of.
class ForgottenClientTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  /// REG-26.
  @Test
  void aClientThatWasNeverUsedIsForgottenAfterADayAndMayRegisterAgain() {
    var client = TestClient.register(server, "Agent");
    server.log.pass(Duration.ofHours(24).plusSeconds(1));
    var page = client.authorize(client.authorization());
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_UNKNOWN);
    var token = client.token(client.refresh("any"));
    assertThat(token.statusCode()).isEqualTo(401);
    assertThat(json(token).getString("error")).isEqualTo("invalid_client");

    assertThat(TestClient.register(server, "Agent").id()).isEqualTo(client.id());
    assertThat(client.authorize(client.authorization()).statusCode()).isEqualTo(303);
  }

  /// REG-26.
  @Test
  void aClientThatRegistersAgainAtTheLastMinuteWorksFiveMinutesLater() {
    var client = TestClient.register(server, "Agent");
    var issued = server.log.now().getEpochSecond();
    server.log.pass(Duration.ofHours(24).minusMinutes(1));
    var again =
        json(server.post("/register", "application/json", TestClient.registration("Agent")));
    assertThat(again.getString("client_id")).isEqualTo(client.id().value());
    assertThat(again.getLong("client_id_issued_at")).isEqualTo(issued);
    server.log.pass(Duration.ofMinutes(6));
    var user = client.inAnotherBrowser();
    assertThat(user.token(user.redemption(user.code())).statusCode()).isEqualTo(200);
  }

  /// REG-26.
  @Test
  void aClientIsNotForgottenWhileItsUserDecides() {
    var client = TestClient.register(server, "Agent");
    server.log.pass(Duration.ofHours(24));
    var user = client.inAnotherBrowser();
    var consent = TestClient.location(user.authorize(user.authorization()));
    server.log.pass(Duration.ofMinutes(5));
    assertThat(server.get(consent, "Cookie", user.cookie()).statusCode()).isEqualTo(200);
    assertThat(server.log.events(ClientSeen.class)).hasSize(1);
    assertThat(user.authorize(user.authorization()).statusCode()).isEqualTo(303);
    assertThat(server.log.events(ClientSeen.class)).as("once an hour").hasSize(1);
  }

  /// REG-26.
  @Test
  void aClientThatWasUsedIsNeverForgotten() {
    var client = TestClient.register(server);
    var refreshToken = client.refreshToken();
    server.log.pass(Duration.ofDays(29));
    assertThat(client.token(client.refresh(refreshToken)).statusCode()).isEqualTo(200);
  }
}
