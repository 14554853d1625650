package dev.ninestep.step;

import static dev.ninestep.event.Refusal.CLIENT_CREDENTIALS_NOT_OPEN;
import static dev.ninestep.event.Refusal.REGISTRATIONS_TOO_MANY;
import static dev.ninestep.event.Refusal.REGISTRATION_OF_ANOTHER;
import static dev.ninestep.event.Refusal.REGISTRATION_TOKEN_WRONG;
import static dev.ninestep.step.TestClient.json;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a registration is refused for that takes a registration before it.
final class RegistrationRecipes {

  private static final String METADATA =
      "{\"client_name\":\"Agent %d\",\"redirect_uris\":[\"" + TestClient.CALLBACK + "\"]%s}";

  private RegistrationRecipes() {}

  static Stream<RefusalCase> cases() {
    return Stream.of(
        recipe(
            "the twenty-first client of an hour",
            REGISTRATIONS_TOO_MANY,
            server ->
                IntStream.rangeClosed(0, 20)
                    .mapToObj(i -> register(server, METADATA.formatted(i, "")))
                    .toList()
                    .getLast()),
        recipe(
            "REG-14 without the operator's token",
            CLIENT_CREDENTIALS_NOT_OPEN,
            server -> Prover.registerMachine(server, "guessed")),
        managed(
            "another token", REGISTRATION_TOKEN_WRONG, RegistrationRecipes::readWithAnotherToken),
        new RefusalCase(
            "another token, as a challenge",
            REGISTRATION_TOKEN_WRONG,
            Step.REGISTRATION,
            Face.BEARER,
            server ->
                readWithAnotherToken(server, json(register(server, METADATA.formatted(1, ""))))),
        managed(
            "another client_id",
            REGISTRATION_OF_ANOTHER,
            (server, registered) ->
                server.put(
                    registered.getString("registration_client_uri"),
                    METADATA.formatted(1, ",\"client_id\":\"another\""),
                    "Authorization",
                    "Bearer " + registered.getString("registration_access_token"))));
  }

  private static HttpResponse<String> readWithAnotherToken(
      TestServer server, JsonObject registered) {
    return server.send(
        "GET",
        registered.getString("registration_client_uri"),
        "Authorization",
        "Bearer not-the-registration-access-token");
  }

  private static HttpResponse<String> register(TestServer server, String metadata) {
    return server.post("/register", "application/json", metadata);
  }

  private static RefusalCase managed(
      String name,
      Refusal refusal,
      BiFunction<TestServer, JsonObject, HttpResponse<String>> request) {
    return recipe(
        name,
        refusal,
        server -> request.apply(server, json(register(server, METADATA.formatted(1, "")))));
  }

  private static RefusalCase recipe(
      String name, Refusal refusal, Function<TestServer, HttpResponse<String>> request) {
    return new RefusalCase(name, refusal, Step.REGISTRATION, Face.JSON, request);
  }
}
