package dev.ninestep.step;

import static dev.ninestep.event.Refusal.CLIENT_ASSERTION_NOT_NOW;
import static dev.ninestep.event.Refusal.CLIENT_ASSERTION_REPLAYED;
import static dev.ninestep.event.Refusal.CLIENT_ASSERTION_WRONG;
import static dev.ninestep.event.Refusal.CLIENT_ASSERTION_WRONG_AUDIENCE;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a client is refused for that proves itself with a signed JWT.
final class ClientProofRecipes {

  private static final SigningClient KEYS = SigningClient.es256();

  private ClientProofRecipes() {}

  static Stream<RefusalCase> cases() {
    return Stream.of(
        recipe(
            "signed with another key",
            CLIENT_ASSERTION_WRONG,
            (server, keys) -> send(server, SigningClient.es256(), claims -> claims)),
        recipe(
            "for the token endpoint rather than the issuer",
            CLIENT_ASSERTION_WRONG_AUDIENCE,
            (server, keys) -> send(server, keys, c -> c.audience(TestServer.ISSUER + "/token"))),
        recipe(
            "expired",
            CLIENT_ASSERTION_NOT_NOW,
            (server, keys) ->
                send(server, keys, c -> c.expirationTime(Date.from(server.log.now())))),
        recipe(
            "twice",
            CLIENT_ASSERTION_REPLAYED,
            (server, keys) -> {
              var client = Facts.registerWithKeys(server, keys.jwks());
              var assertion = keys.assertion(client, server.log.now());
              send(server, assertion);
              server.issued(1);
              return send(server, assertion);
            }));
  }

  private static HttpResponse<String> send(
      TestServer server, SigningClient signer, UnaryOperator<JWTClaimsSet.Builder> change) {
    var client = Facts.registerWithKeys(server, KEYS.jwks());
    return send(server, signer.assertion(client, server.log.now(), change));
  }

  private static HttpResponse<String> send(TestServer server, String assertion) {
    var request = Map.of("grant_type", "client_credentials");
    return server.postForm("/token", Form.and(request, SigningClient.proof(assertion)));
  }

  private static RefusalCase recipe(
      String name,
      Refusal refusal,
      BiFunction<TestServer, SigningClient, HttpResponse<String>> request) {
    return new RefusalCase(
        name, refusal, Step.TOKEN, Face.JSON, server -> request.apply(server, KEYS));
  }
}
