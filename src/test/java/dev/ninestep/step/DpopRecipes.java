package dev.ninestep.step;

import static dev.ninestep.event.Refusal.CODE_OF_ANOTHER_KEY;
import static dev.ninestep.event.Refusal.PROOF_MALFORMED;
import static dev.ninestep.event.Refusal.PROOF_MISSING;
import static dev.ninestep.event.Refusal.PROOF_NOT_NOW;
import static dev.ninestep.event.Refusal.PROOF_OF_ANOTHER_KEY;
import static dev.ninestep.event.Refusal.PROOF_OF_ANOTHER_REQUEST;
import static dev.ninestep.event.Refusal.PROOF_REPLAYED;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_OF_ANOTHER_KEY;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import dev.ninestep.token.KeyHolder;
import java.net.http.HttpResponse;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a client is refused for that holds a key, or should.
final class DpopRecipes {

  private static final KeyHolder HOLDER = KeyHolder.fresh();

  private DpopRecipes() {}

  static Stream<RefusalCase> cases() {
    return Stream.of(
        recipe("bound by registration, and no proof", PROOF_MISSING, DpopRecipes::unproven),
        shown("garbage", PROOF_MALFORMED, _ -> "garbage"),
        shown(
            "for another endpoint",
            PROOF_OF_ANOTHER_REQUEST,
            server -> HOLDER.proof("POST", TestServer.ISSUER + "/par", server.log.now())),
        shown("of yesterday", PROOF_NOT_NOW, server -> proof(HOLDER, server, 86_400)),
        recipe(
            "twice",
            PROOF_REPLAYED,
            server -> {
              var client = TestClient.register(server);
              var proof = proof(HOLDER, server, 0);
              client.token(client.redemption(client.code()), "DPoP", proof);
              server.issued(1);
              return client.token(client.redemption(client.code()), "DPoP", proof);
            }),
        new RefusalCase(
            "two keys",
            PROOF_OF_ANOTHER_KEY,
            Step.AUTHORIZATION,
            Face.JSON,
            server -> {
              var request = TestClient.register(server).authorization();
              var other = KeyHolder.fresh().thumbprint().value();
              var proof = HOLDER.proof("POST", TestServer.ISSUER + "/par", server.log.now());
              return server.postForm("/par", Form.with(request, "dpop_jkt", other), "DPoP", proof);
            }),
        recipe(
            "a code by another key",
            CODE_OF_ANOTHER_KEY,
            server -> {
              var client = TestClient.register(server);
              var request =
                  Form.with(client.authorization(), "dpop_jkt", HOLDER.thumbprint().value());
              var page = Form.hidden(client.consentPage(request).body());
              var back = TestClient.location(client.decide(Form.with(page, "decision", "allow")));
              var form = client.redemption(Form.query(back).get("code"));
              return client.token(form, "DPoP", proof(KeyHolder.fresh(), server, 0));
            }),
        new RefusalCase(
            "a refresh token by another key",
            REFRESH_TOKEN_OF_ANOTHER_KEY,
            Step.REFRESH,
            Face.JSON,
            server -> {
              var client = TestClient.register(server);
              var form = client.redemption(client.code());
              var tokens = TestClient.json(client.token(form, "DPoP", proof(HOLDER, server, 0)));
              server.issued(1);
              var refresh = client.refresh(tokens.getString("refresh_token"));
              return client.token(refresh, "DPoP", proof(KeyHolder.fresh(), server, 0));
            }));
  }

  private static String proof(KeyHolder holder, TestServer server, long secondsOld) {
    var url = TestServer.ISSUER + "/token";
    return holder.proof("POST", url, server.log.now().minusSeconds(secondsOld));
  }

  private static HttpResponse<String> unproven(TestServer server) {
    var metadata =
        """
        {"redirect_uris": ["%s"], "token_endpoint_auth_method": "none",
         "dpop_bound_access_tokens": true}
        """
            .formatted(TestClient.CALLBACK);
    var registered = TestClient.json(server.post("/register", "application/json", metadata));
    var client = TestClient.of(server, new ClientId(registered.getString("client_id")));
    return client.token(client.redemption(client.code()));
  }

  private static RefusalCase shown(
      String name, Refusal refusal, Function<TestServer, String> proof) {
    return recipe(
        name,
        refusal,
        server -> {
          var client = TestClient.register(server);
          return client.token(client.redemption(client.code()), "DPoP", proof.apply(server));
        });
  }

  private static RefusalCase recipe(
      String name, Refusal refusal, Function<TestServer, HttpResponse<String>> request) {
    return new RefusalCase(name, refusal, Step.TOKEN, Face.JSON, request);
  }
}
