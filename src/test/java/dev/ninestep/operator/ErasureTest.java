package dev.ninestep.operator;

import static dev.ninestep.operator.MemoryGrants.FILES;
import static dev.ninestep.operator.OperatorServer.ANNA;
import static dev.ninestep.operator.OperatorServer.BERT;
import static dev.ninestep.operator.OperatorServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.Fact;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is kept about people is told, and erased. (AD-08)
class ErasureTest {

  private static final ClientId CLAUDE = new ClientId("claude");

  private final OperatorServer server = new OperatorServer(Optional.of(SECRET));

  @AfterEach
  void close() {
    server.close();
  }

  private JsonObject export(String account) {
    var answer = server.send(server.to(account + "/export", SECRET));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  @Test
  void anExportHasEverythingAndNoSecret() {
    var flow = server.grants.connect(ANNA, CLAUDE, FILES);
    server.credit("2.50", "payment-1");
    var export = export("anna");
    assertThat(export.getString("login")).isEqualTo("anna");
    assertThat(export.getString("balance")).isEqualTo("2.50");
    assertThat(export.getJsonObject("credentials").getString("password"))
        .isEqualTo(MemoryPersons.SINCE.toString());
    assertThat(export.getJsonArray("grants").getJsonObject(0).getString("flow"))
        .isEqualTo(flow.toString());
    assertThat(export.encode()).doesNotContain("argon2");
  }

  @Test
  void anErasureEndsWhatIsConnectedAndLeavesNothingButTheId() {
    var gone = server.grants.connect(ANNA, CLAUDE, FILES);
    var other = server.grants.connect(BERT, CLAUDE, FILES);

    var erased = server.accounts("anna/erasure", "");

    assertThat(new JsonObject(erased.body()))
        .isEqualTo(new JsonObject().put("account", ANNA.toString()).put("ended", 1));
    assertThat(server.grants.standing(gone)).isInstanceOf(Grant.Revoked.class);
    assertThat(server.grants.standing(other).stands()).isTrue();
    assertThat(server.log.ledger().account(ANNA).isOpen()).isFalse();
    assertThat(server.persons.find("anna")).isEmpty();
    assertThat(server.send(server.to("anna/export", SECRET)).statusCode()).isEqualTo(404);
    assertThat(server.accounts(ANNA + "/reinstatements", "").statusCode()).isEqualTo(404);
  }

  @Test
  void theLogSaysThatSomebodyWasErasedAndNotWho() {
    server.grants.connect(ANNA, CLAUDE, FILES);
    var _ = server.accounts("anna/erasure", "");
    assertThat(server.log.events(AccountSuspended.class))
        .containsExactly(new AccountSuspended(ANNA, OperatorApi.BY, "erased"));
    assertThat(server.log.facts()).extracting(Fact::toString).noneMatch(it -> it.contains("anna"));
  }

  @Test
  void nothingIsErasedWhileItCannotBeWritten() {
    server.log.goDown();
    assertThat(server.accounts("anna/erasure", "").statusCode()).isEqualTo(503);
    assertThat(server.persons.find("anna")).isPresent();
    server.log.comeUp();
    assertThat(server.accounts("anna/erasure", "").statusCode()).isEqualTo(200);
    assertThat(server.persons.find("anna")).isEmpty();
  }
}
