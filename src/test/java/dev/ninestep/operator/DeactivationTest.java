package dev.ninestep.operator;

import static dev.ninestep.operator.OperatorServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ClientActivated;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An operator deactivates clients, and activates them again.
class DeactivationTest {

  private static final ClientId CLAUDE = new ClientId("claude");
  private static final String BY = "the operator's service";

  private final OperatorServer server = new OperatorServer(Optional.of(SECRET));

  @BeforeEach
  void register() {
    server.register(CLAUDE);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aClientIsDeactivatedUntilItIsActivated() {
    var before = server.log.ledger().client(CLAUDE);
    for (var twice = 0; twice < 2; twice++) {
      var answer =
          server.clients("deactivations", "{\"client_id\":\"claude\",\"reason\":\"leak\"}");
      assertThat(new JsonObject(answer.body()))
          .isEqualTo(new JsonObject().put("client_id", "claude").put("active", false));
      assertThat(server.log.ledger().client(CLAUDE)).isInstanceOf(Client.Deactivated.class);
    }
    assertThat(server.log.events(ClientDeactivated.class))
        .containsOnly(new ClientDeactivated(CLAUDE, BY, "leak"));

    var answer = server.clients("activations", "{\"client_id\":\"claude\"}");
    assertThat(new JsonObject(answer.body()).getBoolean("active")).isTrue();
    assertThat(server.log.ledger().client(CLAUDE)).isEqualTo(before);
    assertThat(server.log.events(ClientActivated.class))
        .containsExactly(new ClientActivated(CLAUDE, BY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"client_id\":\"claude\"}",
        "{\"client_id\":\"claude\",\"reason\":\"\"}",
        "{\"reason\":\"leak\"}",
        "{\"client_id\":\"claude\",\"reason\":\"leak\",\"until\":\"tomorrow\"}"
      })
  void whatIsNotClearIsRefused(String body) {
    assertThat(server.clients("deactivations", body).statusCode()).isEqualTo(400);
    assertThat(server.log.ledger().client(CLAUDE)).isInstanceOf(Client.Registered.class);
  }

  @Test
  void aClientThatNobodyKnowsIsRefusedAndNothingIsWritten() {
    var body = "{\"client_id\":\"claudia\",\"reason\":\"leak\"}";
    assertThat(server.clients("deactivations", body).statusCode()).isEqualTo(404);
    assertThat(server.log.events(ClientDeactivated.class)).isEmpty();
  }
}
