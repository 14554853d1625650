package dev.ninestep.operator;

import static dev.ninestep.operator.OperatorServer.ANNA;
import static dev.ninestep.operator.OperatorServer.BERT;
import static dev.ninestep.operator.OperatorServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Services of the operator's suspend accounts, and reinstate them.
class SuspensionTest {

  private static final String BY = "the operator's service";

  private final OperatorServer server = new OperatorServer(Optional.of(SECRET));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void anAccountIsSuspendedUntilItIsReinstated() {
    var suspended = server.accounts("anna/suspensions", "{\"reason\":\"stolen\"}");
    assertThat(new JsonObject(suspended.body()))
        .isEqualTo(new JsonObject().put("account", ANNA.toString()).put("active", false));
    assertThat(server.log.ledger().account(ANNA).isOpen()).isFalse();
    assertThat(server.log.ledger().account(BERT).isOpen()).isTrue();
    assertThat(server.log.events(AccountSuspended.class))
        .containsExactly(new AccountSuspended(ANNA, BY, "stolen"));

    var reinstated = server.accounts(ANNA + "/reinstatements", "");
    assertThat(new JsonObject(reinstated.body()).getBoolean("active")).isTrue();
    assertThat(server.log.ledger().account(ANNA).isOpen()).isTrue();
    assertThat(server.log.events(AccountReinstated.class))
        .containsExactly(new AccountReinstated(ANNA, BY));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "anna/suspensions, '', 400",
        "anna/suspensions, {}, 400",
        "anna/suspensions, {\"reason\":\"\"}, 400",
        "anna/suspensions, '{\"reason\":\"why\",\"until\":\"tomorrow\"}', 400",
        "anna/reinstatements, [], 400",
        "anna/reinstatements, {\"reason\":\"why\"}, 400",
        "nobody/suspensions, {\"reason\":\"why\"}, 404"
      })
  void whatIsNotClearIsRefusedAndNothingIsWritten(String path, String body, int status) {
    assertThat(server.accounts(path, body).statusCode()).isEqualTo(status);
    assertThat(server.log.events(AccountSuspended.class)).isEmpty();
    assertThat(server.log.events(AccountReinstated.class)).isEmpty();
  }

  @Test
  void aLogThatIsAwayIsSaidAndTheSameIsSentAgain() {
    server.log.goDown();
    assertThat(server.accounts("anna/suspensions", "{\"reason\":\"why\"}").statusCode())
        .isEqualTo(503);
    server.log.comeUp();
    assertThat(server.accounts("anna/suspensions", "{\"reason\":\"why\"}").statusCode())
        .isEqualTo(200);
  }
}
