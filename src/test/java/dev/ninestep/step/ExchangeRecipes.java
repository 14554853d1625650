package dev.ninestep.step;

import static dev.ninestep.event.Refusal.EXCHANGE_ACTOR_UNSUPPORTED;
import static dev.ninestep.event.Refusal.EXCHANGE_SUBJECT_EXPIRED;
import static dev.ninestep.event.Refusal.EXCHANGE_SUBJECT_MISSING;
import static dev.ninestep.event.Refusal.EXCHANGE_SUBJECT_OF_ANOTHER_CLIENT;
import static dev.ninestep.event.Refusal.EXCHANGE_SUBJECT_OF_ANOTHER_KEY;
import static dev.ninestep.event.Refusal.EXCHANGE_SUBJECT_REVOKED;
import static dev.ninestep.event.Refusal.EXCHANGE_SUBJECT_UNKNOWN;
import static dev.ninestep.event.Refusal.EXCHANGE_TYPE_UNSUPPORTED;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import dev.ninestep.token.KeyHolder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/// What a client is refused for that exchanges a token.
final class ExchangeRecipes {

  private ExchangeRecipes() {}

  static Stream<RefusalCase> cases() {
    return Stream.of(
        recipe(EXCHANGE_SUBJECT_MISSING, (_, form) -> Form.without(form, "subject_token")),
        recipe(
            EXCHANGE_TYPE_UNSUPPORTED,
            (_, form) ->
                Form.with(
                    form,
                    "requested_token_type",
                    "urn:ietf:params:oauth:token-type:refresh_token")),
        recipe(
            EXCHANGE_ACTOR_UNSUPPORTED, (_, form) -> Form.with(form, "actor_token", "anybody's")),
        recipe(EXCHANGE_SUBJECT_UNKNOWN, (_, form) -> Form.with(form, "subject_token", "garbage")),
        recipe(
            EXCHANGE_SUBJECT_OF_ANOTHER_CLIENT,
            (client, form) -> {
              var other = TestClient.register(client.server()).tokens();
              client.server().issued(2);
              return Form.with(form, "subject_token", other.getString("access_token"));
            }),
        recipe(
            EXCHANGE_SUBJECT_OF_ANOTHER_KEY,
            (client, form) -> {
              var proof =
                  KeyHolder.fresh()
                      .proof("POST", TestServer.ISSUER + "/token", client.server().log.now());
              var bound = client.token(client.redemption(client.code()), "DPoP", proof);
              client.server().issued(2);
              var token = TestClient.json(bound).getString("access_token");
              return Form.with(form, "subject_token", token);
            }),
        recipe(
            EXCHANGE_SUBJECT_EXPIRED,
            (client, form) -> {
              client.server().log.pass(Duration.ofHours(1));
              return form;
            }),
        recipe(
            EXCHANGE_SUBJECT_REVOKED,
            (client, form) -> {
              var revocation =
                  Map.of("client_id", client.id().value(), "token", form.get("subject_token"));
              client.server().postForm("/revoke", revocation);
              return form;
            }));
  }

  /// What is changed of a request without fault.
  private interface Change {

    Map<String, String> apply(TestClient client, Map<String, String> form);
  }

  private static RefusalCase recipe(Refusal refusal, Change change) {
    return new RefusalCase(
        "an exchange",
        refusal,
        Step.TOKEN,
        Face.JSON,
        server -> {
          var client = TokenExchangeTest.register(server);
          var token = client.tokens().getString("access_token");
          server.issued(1);
          return client.token(change.apply(client, TokenExchangeTest.exchange(client, token)));
        });
  }
}
