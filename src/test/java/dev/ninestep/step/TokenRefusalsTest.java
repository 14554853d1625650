package dev.ninestep.step;

import static dev.ninestep.event.Refusal.BODY_TOO_LARGE;
import static dev.ninestep.event.Refusal.CLIENT_CREDENTIALS_MISSING;
import static dev.ninestep.event.Refusal.CLIENT_CREDENTIALS_TWICE;
import static dev.ninestep.event.Refusal.CLIENT_CREDENTIALS_WRONG;
import static dev.ninestep.event.Refusal.CLIENT_UNKNOWN_AT_TOKEN;
import static dev.ninestep.event.Refusal.CODE_EXPIRED;
import static dev.ninestep.event.Refusal.CODE_MISSING;
import static dev.ninestep.event.Refusal.CODE_OF_ANOTHER_CLIENT;
import static dev.ninestep.event.Refusal.CODE_REDIRECT_URI_MISMATCH;
import static dev.ninestep.event.Refusal.CODE_REPLAYED;
import static dev.ninestep.event.Refusal.CODE_UNKNOWN;
import static dev.ninestep.event.Refusal.CODE_VERIFIER_IS_CHALLENGE;
import static dev.ninestep.event.Refusal.CODE_VERIFIER_MALFORMED;
import static dev.ninestep.event.Refusal.CODE_VERIFIER_MISSING;
import static dev.ninestep.event.Refusal.CODE_VERIFIER_WRONG;
import static dev.ninestep.event.Refusal.GRANT_ACCOUNT_SUSPENDED;
import static dev.ninestep.event.Refusal.GRANT_REVOKED;
import static dev.ninestep.event.Refusal.GRANT_TYPE_MISSING;
import static dev.ninestep.event.Refusal.GRANT_TYPE_UNSUPPORTED;
import static dev.ninestep.event.Refusal.GRANT_UNKNOWN;
import static dev.ninestep.event.Refusal.GRANT_UNREADABLE;
import static dev.ninestep.event.Refusal.METHOD_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.PARAMETER_REPEATED;
import static dev.ninestep.event.Refusal.REQUEST_MALFORMED;
import static dev.ninestep.event.Refusal.RESOURCE_NOT_GRANTED;
import static dev.ninestep.event.Refusal.TOKEN_REQUEST_IN_QUERY;
import static dev.ninestep.event.Refusal.TOKEN_REQUEST_NOT_FORM;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenRefusalsTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  static Stream<RefusalCase> cases() {
    return Stream.of(requests(), redemptions(), grants()).flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedByNameAndTheLogIsTold(RefusalCase wrong) {
    wrong.verify();
  }

  private static Stream<RefusalCase> requests() {
    return Stream.of(
        sent("TK-21 JSON", TOKEN_REQUEST_NOT_FORM, s -> s.post("/token", "application/json", "{}")),
        sent(
            "TK-21 two types",
            TOKEN_REQUEST_NOT_FORM,
            s -> s.post("/token", "application/json, " + FORM, "a=b")),
        sent("TK-21 no type", TOKEN_REQUEST_NOT_FORM, s -> s.send("POST", "/token")),
        sent("TK-21 GET", METHOD_NOT_ALLOWED, s -> s.get("/token")),
        sent(
            "TK-13 in the query",
            TOKEN_REQUEST_IN_QUERY,
            s -> s.post("/token?code=x", FORM, "grant_type=authorization_code")),
        sent("a half escape", REQUEST_MALFORMED, s -> s.post("/token", FORM, "grant_type=%4")),
        sent("not UTF-8", REQUEST_MALFORMED, s -> s.post("/token", FORM, "grant_type=%ff")),
        sent("17 KiB", BODY_TOO_LARGE, s -> s.post("/token", FORM, "a=" + "a".repeat(17_408))),
        sent("TK-20 none", GRANT_TYPE_MISSING, s -> s.post("/token", FORM, "client_id=x")),
        sent("TK-20", GRANT_TYPE_UNSUPPORTED, s -> s.post("/token", FORM, "grant_type=password")),
        sent(
            "TK-14",
            PARAMETER_REPEATED,
            s -> s.post("/token", FORM, "grant_type=authorization_code&code=a&code=b")),
        sent(
            "no client",
            CLIENT_CREDENTIALS_MISSING,
            s -> s.post("/token", FORM, "grant_type=authorization_code&code=a")),
        sent(
            "unknown client",
            CLIENT_UNKNOWN_AT_TOKEN,
            s -> s.post("/token", FORM, "grant_type=authorization_code&client_id=nobody")));
  }

  private static Stream<RefusalCase> redemptions() {
    return Stream.of(
        redeemed(
            "TK-15",
            CLIENT_CREDENTIALS_TWICE,
            (client, form) ->
                client.token(Form.with(form, "client_secret", "s"), "Authorization", "Basic YTpi")),
        redeemed(
            "TK-16 not base64",
            CLIENT_CREDENTIALS_WRONG,
            (client, form) -> client.token(form, "Authorization", "Basic %")),
        redeemed(
            "TK-16 no colon",
            CLIENT_CREDENTIALS_WRONG,
            (client, form) -> client.token(form, "Authorization", "Basic YWI=")),
        redeemed(
            "another scheme",
            CLIENT_CREDENTIALS_WRONG,
            (client, form) -> client.token(form, "Authorization", "Bearer x")),
        redeemed(
            "the header twice",
            CLIENT_CREDENTIALS_WRONG,
            (client, form) ->
                client.token(form, "Authorization", "Basic YTpi", "Authorization", "Basic YTpi")),
        redeemed(
            "TK-17 a public client with a secret",
            CLIENT_CREDENTIALS_WRONG,
            (client, form) -> client.token(Form.with(form, "client_secret", "s"))),
        changed("TK-09", "code", "", CODE_MISSING),
        changed("TK-09", "code", "garbage", CODE_UNKNOWN),
        redeemed(
            "a character more",
            CODE_UNKNOWN,
            (client, form) -> client.token(Form.with(form, "code", form.get("code") + "A"))),
        redeemed(
            "RF-15 an access token",
            CODE_UNKNOWN,
            (client, form) ->
                client.token(Form.with(form, "code", client.tokens().getString("access_token")))),
        redeemed(
            "TK-09",
            CODE_OF_ANOTHER_CLIENT,
            (client, form) ->
                client.token(
                    Form.with(
                        form, "client_id", TestClient.register(client.server()).id().value()))),
        changed("TK-11", "redirect_uri", TestClient.CALLBACK + "/", CODE_REDIRECT_URI_MISMATCH),
        changed("TK-06", "code_verifier", "", CODE_VERIFIER_MISSING),
        changed("TK-07", "code_verifier", TestClient.CHALLENGE, CODE_VERIFIER_IS_CHALLENGE),
        changed("TK-07", "code_verifier", "a".repeat(42), CODE_VERIFIER_MALFORMED),
        changed("TK-07", "code_verifier", "a".repeat(129), CODE_VERIFIER_MALFORMED),
        changed("TK-07", "code_verifier", "a".repeat(42) + "+", CODE_VERIFIER_MALFORMED),
        changed("TK-06", "code_verifier", "a".repeat(43), CODE_VERIFIER_WRONG),
        changed("TK-12", "resource", "https://auth.example/other", RESOURCE_NOT_GRANTED),
        redeemed(
            "TK-10 too late",
            CODE_EXPIRED,
            (client, form) -> {
              client.server().log.pass(Duration.ofSeconds(60).plusMillis(1));
              return client.token(form);
            }),
        redeemed(
            "TK-25 suspended",
            GRANT_ACCOUNT_SUSPENDED,
            (client, form) -> {
              Facts.suspend(client.server(), client.session().account());
              return client.token(form);
            }));
  }

  private static Stream<RefusalCase> grants() {
    return Stream.of(
        redeemed(
            "TK-02 twice",
            CODE_REPLAYED,
            (client, form) -> {
              client.token(form);
              client.server().issued(1);
              return client.token(form);
            }),
        redeemed(
            "revoked by the user",
            GRANT_REVOKED,
            (client, form) -> {
              Facts.revoke(client.server());
              return client.token(form);
            }),
        redeemed(
            "a flow that never was",
            GRANT_UNKNOWN,
            (client, form) -> client.token(Form.with(form, "code", strayCode(client)))),
        redeemed(
            "a record of the flow is unreadable",
            GRANT_UNREADABLE,
            (client, _) -> {
              var decided = client.decide(client.allowing());
              Facts.breakFlow(client.server(), decided);
              return client.token(
                  client.redemption(Form.query(TestClient.location(decided)).get("code")));
            }));
  }

  /// An authentic code whose grant the log knows nothing of.
  private static String strayCode(TestClient client) {
    var server = client.server();
    return server.sealed.seal(
        new AuthorizationCode(
            server.mint.flow(),
            client.id(),
            client.session().account(),
            new RedirectUri(TestClient.CALLBACK),
            new CodeChallenge(TestClient.CHALLENGE),
            Scope.of("mcp"),
            TestServer.RESOURCE,
            server.log.now().plusSeconds(60)));
  }

  private static RefusalCase sent(
      String name, Refusal refusal, Function<TestServer, HttpResponse<String>> request) {
    return new RefusalCase(name, refusal, Step.TOKEN, Face.JSON, request);
  }

  private static RefusalCase redeemed(
      String name,
      Refusal refusal,
      BiFunction<TestClient, Map<String, String>, HttpResponse<String>> request) {
    return new RefusalCase(
        name,
        refusal,
        Step.TOKEN,
        Face.JSON,
        server -> {
          var client = TestClient.register(server);
          return request.apply(client, client.redemption(client.code()));
        });
  }

  private static RefusalCase changed(String id, String parameter, String value, Refusal refusal) {
    return redeemed(
        id + " " + parameter + "=" + value,
        refusal,
        (client, form) -> client.token(Form.with(form, parameter, value)));
  }
}
