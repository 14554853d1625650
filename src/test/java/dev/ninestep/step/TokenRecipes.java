package dev.ninestep.step;

import static dev.ninestep.event.Refusal.CLIENT_DEACTIVATED_AT_TOKEN;
import static dev.ninestep.event.Refusal.CODE_GUESSED;
import static dev.ninestep.event.Refusal.GRANT_REVOKED_BY_OPERATOR;
import static dev.ninestep.event.Refusal.GRANT_TYPE_NOT_REGISTERED;
import static dev.ninestep.event.Refusal.INTROSPECTION_BY_PUBLIC_CLIENT;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_OF_LOST_ANSWER;
import static dev.ninestep.event.Refusal.RESOURCE_NOT_PROTECTED;
import static dev.ninestep.event.Refusal.SCOPE_NOT_FOR_CLIENTS;
import static dev.ninestep.event.Refusal.TOKEN_OF_ANOTHER_CLIENT;
import static dev.ninestep.event.Refusal.TOKEN_PARAMETER_MISSING;
import static dev.ninestep.event.Refusal.TOKEN_REQUESTS_TOO_MANY;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.protocol.Step;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the token endpoint, revocation and introspection refuse beside codes and refresh tokens.
final class TokenRecipes {

  private static final Map<String, String> FOR_ITSELF = Map.of("grant_type", "client_credentials");

  /// One more than the failures a client is allowed in a minute.
  private static final int TOO_MANY = 11;

  /// With how many the code is spent.
  private static final int GUESSES = 5;

  private static final String GUESS = "w".repeat(43);

  private TokenRecipes() {}

  static Stream<RefusalCase> cases() {
    return Stream.concat(clients(), tokens());
  }

  private static Stream<RefusalCase> clients() {
    return Stream.of(
        recipe(
            "RF-18 so many wrong secrets",
            TOKEN_REQUESTS_TOO_MANY,
            Step.REFRESH,
            server -> {
              var client = TestClient.register(server);
              var wrong = Form.with(client.refresh("x"), "client_secret", "guessed");
              return IntStream.range(0, TOO_MANY)
                  .mapToObj(_ -> client.token(wrong))
                  .toList()
                  .getLast();
            }),
        recipe(
            "a public client for itself",
            GRANT_TYPE_NOT_REGISTERED,
            Step.TOKEN,
            server -> {
              var client = TestClient.register(server);
              return client.token(Form.with(FOR_ITSELF, "client_id", client.id().value()));
            }),
        recipe(
            "TK-05",
            CODE_GUESSED,
            Step.TOKEN,
            server -> {
              var client = TestClient.register(server);
              var guess = Form.with(client.redemption(client.code()), "code_verifier", GUESS);
              return IntStream.range(0, GUESSES)
                  .mapToObj(_ -> client.token(guess))
                  .toList()
                  .getLast();
            }),
        machine("another resource", RESOURCE_NOT_PROTECTED, "resource", "https://auth.example/x"),
        machine("a user's scope", SCOPE_NOT_FOR_CLIENTS, "scope", "support"));
  }

  private static Stream<RefusalCase> tokens() {
    return Stream.of(
        recipe(
            "an answer that was lost turns up",
            REFRESH_TOKEN_OF_LOST_ANSWER,
            Step.REFRESH,
            server -> {
              var client = TestClient.register(server);
              var first = client.refresh(client.refreshToken());
              var lost = TestClient.json(client.token(first)).getString("refresh_token");
              server.issued(2);
              Facts.lose(server);
              client.token(first);
              server.issued(3);
              return client.token(client.refresh(lost));
            }),
        recipe(
            "of a deactivated client",
            CLIENT_DEACTIVATED_AT_TOKEN,
            Step.REFRESH,
            server -> {
              var client = TestClient.register(server);
              var form = client.refresh(client.refreshToken());
              Facts.deactivate(server, client.id());
              return client.token(form);
            }),
        recipe(
            "ended by an operator",
            GRANT_REVOKED_BY_OPERATOR,
            Step.REFRESH,
            server -> {
              var client = TestClient.register(server);
              var form = client.refresh(client.refreshToken());
              server.issued(1);
              Facts.revoke(server, RevokedBy.OPERATOR);
              return client.token(form);
            }),
        recipe(
            "RV-04",
            TOKEN_OF_ANOTHER_CLIENT,
            Step.CALL,
            server -> {
              var token = TestClient.register(server).refreshToken();
              var other = TestClient.register(server).id().value();
              return server.postForm("/revoke", Map.of("client_id", other, "token", token));
            }),
        recipe(
            "nothing to revoke",
            TOKEN_PARAMETER_MISSING,
            Step.CALL,
            server -> {
              var client = TestClient.register(server).id().value();
              return server.postForm("/revoke", Map.of("client_id", client));
            }),
        recipe(
            "IN-01",
            INTROSPECTION_BY_PUBLIC_CLIENT,
            Step.CALL,
            server -> {
              var client = TestClient.register(server);
              var token = client.tokens().getString("access_token");
              return server.postForm(
                  "/introspect", Map.of("client_id", client.id().value(), "token", token));
            }));
  }

  private static RefusalCase machine(String name, Refusal refusal, String parameter, String value) {
    return recipe(
        name,
        refusal,
        Step.TOKEN,
        server -> Prover.machine(server).post("/token", Form.with(FOR_ITSELF, parameter, value)));
  }

  private static RefusalCase recipe(
      String name, Refusal refusal, Step step, Function<TestServer, HttpResponse<String>> request) {
    return new RefusalCase(name, refusal, step, Face.JSON, request);
  }
}
