package dev.ninestep.operator;

import static dev.ninestep.event.Refusal.ACCOUNT_UNKNOWN;
import static dev.ninestep.event.Refusal.CLIENT_NOT_FOUND;
import static dev.ninestep.event.Refusal.CONNECTION_UNKNOWN;
import static dev.ninestep.event.Refusal.CREDIT_KEY_TAKEN;
import static dev.ninestep.event.Refusal.CREDIT_NOT_FIT;
import static dev.ninestep.event.Refusal.OPERATION_FORGED;
import static dev.ninestep.event.Refusal.OPERATOR_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.OPERATOR_ROLE_MISSING;
import static dev.ninestep.event.Refusal.PROJECTION_BEHIND;
import static dev.ninestep.event.Refusal.REVOCATION_NOT_FIT;
import static dev.ninestep.operator.OperatorServer.ANNA;
import static dev.ninestep.operator.OperatorServer.SECRET;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Recipe;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// How the refusals of the operator's entrance are provoked.
public final class OperatorRecipes {

  private OperatorRecipes() {}

  /// All recipes.
  public static Stream<Recipe> all() {
    return Stream.of(
        recipe(
            OPERATOR_NOT_ALLOWED,
            server -> server.send(server.to("anna/balance", SECRET + " of another"))),
        recipe(ACCOUNT_UNKNOWN, server -> server.post("nobody", "{}")),
        recipe(CREDIT_NOT_FIT, server -> server.credit("-5", "payment-1")),
        recipe(
            CREDIT_KEY_TAKEN,
            server -> {
              var _ = server.credit("10.00", "payment-1");
              return server.credit("100.00", "payment-1");
            }),
        recipe(REVOCATION_NOT_FIT, server -> server.revoke("{}")),
        recipe(
            CONNECTION_UNKNOWN,
            server -> server.revoke("{\"flow\":\"00000000000000000000000000000001\"}")),
        recipe(CLIENT_NOT_FOUND, server -> server.revoke("{\"client_id\":\"claudia\"}")),
        recipe(
            PROJECTION_BEHIND,
            server -> {
              server.grants.stopProjecting();
              server.grants.connect(ANNA, new ClientId("claude"), MemoryGrants.FILES);
              return server.revoke("{\"account\":\"anna\"}");
            }),
        onPage(
            OPERATOR_ROLE_MISSING,
            server -> server.page("/support/operator", server.session(Role.SUPPORT))),
        onPage(
            OPERATION_FORGED,
            server ->
                server.send(
                    server.form(
                        "/support/operator/act",
                        server.session(Role.OPERATOR),
                        "act=suspend&account=anna&reason=why&nonce=guessed"))));
  }

  private static Recipe recipe(
      Refusal refusal, Function<OperatorServer, HttpResponse<String>> provocation) {
    return recipe(refusal, Face.JSON, provocation);
  }

  private static Recipe onPage(
      Refusal refusal, Function<OperatorServer, HttpResponse<String>> provocation) {
    return recipe(refusal, Face.PAGE, provocation);
  }

  private static Recipe recipe(
      Refusal refusal, Face face, Function<OperatorServer, HttpResponse<String>> provocation) {
    return new Recipe(
        refusal,
        Step.CALL,
        face,
        () -> {
          try (var server = new OperatorServer(Optional.of(SECRET), Duration.ofMillis(200))) {
            return server.provoked(provocation.apply(server));
          }
        });
  }
}
