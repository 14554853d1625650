package dev.ninestep.step;

import static dev.ninestep.event.Face.PAGE;
import static dev.ninestep.event.Face.REDIRECT;
import static dev.ninestep.event.Refusal.ACCOUNT_SUSPENDED;
import static dev.ninestep.event.Refusal.AUTHORIZATION_REQUEST_EXPIRED;
import static dev.ninestep.event.Refusal.CLIENT_UNKNOWN;
import static dev.ninestep.event.Refusal.CONSENT_DENIED;
import static dev.ninestep.event.Refusal.CONSENT_EXPIRED;
import static dev.ninestep.event.Refusal.CONSENT_FORGED;
import static dev.ninestep.event.Refusal.CONSENT_REPEATED;
import static dev.ninestep.event.Refusal.GRANT_UNREADABLE;
import static dev.ninestep.event.Refusal.METHOD_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.REQUEST_MALFORMED;
import static dev.ninestep.step.TestClient.location;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Step;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsentRefusalsTest {

  static Stream<RefusalCase> cases() {
    return Stream.concat(
        pages(),
        Stream.of(
                nonces(),
                Stream.of(
                    decided(
                        "deny",
                        CONSENT_DENIED,
                        REDIRECT,
                        form -> Form.with(form, "decision", "deny")),
                    decided(
                        "no decision",
                        REQUEST_MALFORMED,
                        PAGE,
                        form -> Form.without(form, "decision")),
                    decided(
                        "another decision",
                        REQUEST_MALFORMED,
                        PAGE,
                        form -> Form.with(form, "decision", "Allow")),
                    decided(
                        "request altered",
                        AUTHORIZATION_REQUEST_EXPIRED,
                        PAGE,
                        form -> Form.with(form, "request", form.get("request") + "A"))),
                others())
            .flatMap(cases -> cases));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedByNameAndTheLogIsTold(RefusalCase wrong) {
    wrong.verify();
  }

  private static Stream<RefusalCase> pages() {
    return Stream.of(
        page("no request", AUTHORIZATION_REQUEST_EXPIRED, (server, _) -> server.get("/consent")),
        page(
            "garbage",
            AUTHORIZATION_REQUEST_EXPIRED,
            (server, _) -> server.get("/consent?request=garbage")),
        page("not UTF-8", REQUEST_MALFORMED, (server, _) -> server.get("/consent?request=%ff")),
        page(
            "an hour and a millisecond later",
            AUTHORIZATION_REQUEST_EXPIRED,
            (server, client) -> {
              var page = location(client.authorize(client.authorization()));
              server.log.pass(Duration.ofHours(1).plusMillis(1));
              return server.get(page, "Cookie", client.cookie());
            }),
        page(
            "AZ-29 suspended after sign-in",
            ACCOUNT_SUSPENDED,
            (server, client) -> {
              var page = location(client.authorize(client.authorization()));
              Facts.suspend(server, client.session().account());
              return server.get(page, "Cookie", client.cookie());
            }),
        page(
            "decided already, the back button",
            CONSENT_REPEATED,
            (server, client) -> {
              var page = location(client.authorize(client.authorization()));
              var form = Form.hidden(server.get(page, "Cookie", client.cookie()).body());
              client.decide(Form.with(form, "decision", "allow"));
              return server.get(page, "Cookie", client.cookie());
            }),
        page(
            "a record of the flow is unreadable",
            GRANT_UNREADABLE,
            (server, client) -> {
              var authorized = client.authorize(client.authorization());
              Facts.breakFlow(server, authorized);
              return server.get(location(authorized), "Cookie", client.cookie());
            }),
        page(
            "a record of the client is unreadable",
            CLIENT_UNKNOWN,
            (server, client) -> {
              var page = location(client.authorize(client.authorization()));
              Facts.breakClient(server, client.id());
              return server.get(page, "Cookie", client.cookie());
            }));
  }

  /// CO-01, CO-02, CO-03, CO-11, AZ-28.
  private static Stream<RefusalCase> nonces() {
    return Stream.of(
        decided("CO-01 without nonce", CONSENT_FORGED, PAGE, form -> Form.without(form, "nonce")),
        decided("CO-01 garbage", CONSENT_FORGED, PAGE, form -> Form.with(form, "nonce", "A")),
        consent(
            "CO-01 nonce of another request",
            CONSENT_FORGED,
            (_, client) -> {
              var other = client.allowing().get("nonce");
              return client.decide(Form.with(client.allowing(), "nonce", other));
            }),
        consent(
            "AZ-28 same user, another browser",
            CONSENT_FORGED,
            (_, client) -> client.inAnotherBrowser().decide(client.allowing())),
        consent(
            "CO-11 another user",
            CONSENT_FORGED,
            (_, client) -> client.elsewhere(Role.USER).decide(client.allowing())),
        consent(
            "nobody signed in",
            CONSENT_FORGED,
            (server, client) -> server.postForm("/consent", client.allowing())),
        consent(
            "ASVS 3.5.1 another site",
            CONSENT_FORGED,
            (server, client) ->
                server.postForm(
                    "/consent",
                    client.allowing(),
                    "Cookie",
                    client.cookie(),
                    "Sec-Fetch-Site",
                    "cross-site")),
        consent(
            "CO-02 too late",
            CONSENT_EXPIRED,
            (server, client) -> {
              var form = client.allowing();
              server.log.pass(Duration.ofMinutes(10).plusMillis(1));
              return client.decide(form);
            }),
        consent(
            "CO-03 twice",
            CONSENT_REPEATED,
            (_, client) -> {
              var form = client.allowing();
              client.decide(form);
              return client.decide(form);
            }),
        consent(
            "denied, then allowed",
            CONSENT_REPEATED,
            (_, client) -> {
              var form = client.allowing();
              client.decide(Form.with(form, "decision", "deny"));
              return client.decide(form);
            }));
  }

  private static Stream<RefusalCase> others() {
    return Stream.of(
        consent(
            "AZ-29 suspended before deciding",
            ACCOUNT_SUSPENDED,
            (server, client) -> {
              var form = client.allowing();
              Facts.suspend(server, client.session().account());
              return client.decide(form);
            }),
        consent(
            "a record of the flow is unreadable",
            GRANT_UNREADABLE,
            (server, client) -> {
              var page = client.consentPage();
              Facts.breakFlow(server, page);
              return client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
            }),
        consent(
            "JSON",
            REQUEST_MALFORMED,
            (server, _) -> server.post("/consent", "application/json", "{}")),
        consent(
            "a half escape",
            REQUEST_MALFORMED,
            (server, _) ->
                server.post(
                    "/consent", "application/x-www-form-urlencoded", "decision=allow&a=%4")),
        new RefusalCase(
            "DELETE",
            METHOD_NOT_ALLOWED,
            Step.CONSENT,
            Face.JSON,
            server -> server.send("DELETE", "/consent")));
  }

  private static RefusalCase page(
      String name,
      Refusal refusal,
      BiFunction<TestServer, TestClient, HttpResponse<String>> request) {
    return new RefusalCase(
        name,
        refusal,
        Step.AUTHORIZATION,
        PAGE,
        server -> request.apply(server, TestClient.register(server)));
  }

  private static RefusalCase consent(
      String name,
      Refusal refusal,
      BiFunction<TestServer, TestClient, HttpResponse<String>> request) {
    return new RefusalCase(
        name,
        refusal,
        Step.CONSENT,
        PAGE,
        server -> request.apply(server, TestClient.register(server)));
  }

  private static RefusalCase decided(
      String name,
      Refusal refusal,
      Face face,
      Function<Map<String, String>, Map<String, String>> change) {
    return new RefusalCase(
        name,
        refusal,
        Step.CONSENT,
        face,
        server -> {
          var client = TestClient.register(server);
          return client.decide(change.apply(client.allowing()));
        });
  }
}
