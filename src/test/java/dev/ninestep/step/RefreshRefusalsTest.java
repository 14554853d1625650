package dev.ninestep.step;

import static dev.ninestep.event.Refusal.GRANT_ACCOUNT_SUSPENDED;
import static dev.ninestep.event.Refusal.GRANT_REVOKED;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_EXPIRED;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_MISSING;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_REUSED;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_UNKNOWN;
import static dev.ninestep.event.Refusal.RESOURCE_NOT_GRANTED;
import static dev.ninestep.event.Refusal.SCOPE_MALFORMED;
import static dev.ninestep.event.Refusal.SCOPE_WIDER_THAN_GRANT;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way in which a refresh is refused.
class RefreshRefusalsTest {

  static Stream<RefusalCase> cases() {
    return Stream.of(
        refreshed(
            "none",
            REFRESH_TOKEN_MISSING,
            (client, form) -> client.token(Form.without(form, "refresh_token"))),
        refreshed(
            "RF-14 cut",
            REFRESH_TOKEN_UNKNOWN,
            (client, form) -> {
              var token = form.get("refresh_token");
              var cut = token.substring(0, token.length() - 1);
              return client.token(Form.with(form, "refresh_token", cut));
            }),
        refreshed(
            "RF-14 longer",
            REFRESH_TOKEN_UNKNOWN,
            (client, form) ->
                client.token(Form.with(form, "refresh_token", form.get("refresh_token") + "A"))),
        refreshed(
            "a code",
            REFRESH_TOKEN_UNKNOWN,
            (client, form) -> client.token(Form.with(form, "refresh_token", client.code()))),
        refreshed(
            "RF-06",
            REFRESH_TOKEN_OF_ANOTHER_CLIENT,
            (client, form) ->
                client.token(
                    Form.with(
                        form, "client_id", TestClient.register(client.server()).id().value()))),
        refreshed(
            "RF-10 idle",
            REFRESH_TOKEN_EXPIRED,
            (client, form) -> {
              client.server().log.pass(Duration.ofDays(30).plusMillis(1));
              return client.token(form);
            }),
        refreshed(
            "RF-02",
            REFRESH_TOKEN_REUSED,
            (client, form) -> {
              client.token(form);
              client.server().issued(2);
              return client.token(form);
            }),
        refreshed(
            "RF-07",
            SCOPE_WIDER_THAN_GRANT,
            (client, form) -> client.token(Form.with(form, "scope", "mcp support"))),
        refreshed(
            "a quote",
            SCOPE_MALFORMED,
            (client, form) -> client.token(Form.with(form, "scope", "a\"b"))),
        refreshed(
            "RF-09",
            RESOURCE_NOT_GRANTED,
            (client, form) ->
                client.token(Form.with(form, "resource", "https://auth.example/other"))),
        refreshed(
            "RF-11",
            GRANT_REVOKED,
            (client, form) -> {
              Facts.revoke(client.server());
              return client.token(form);
            }),
        refreshed(
            "RF-13",
            GRANT_ACCOUNT_SUSPENDED,
            (client, form) -> {
              Facts.suspend(client.server(), client.session().account());
              return client.token(form);
            }));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedByNameAndTheLogIsTold(RefusalCase wrong) {
    wrong.verify();
  }

  private static RefusalCase refreshed(
      String name,
      Refusal refusal,
      BiFunction<TestClient, Map<String, String>, HttpResponse<String>> request) {
    return new RefusalCase(
        name,
        refusal,
        Step.REFRESH,
        Face.JSON,
        server -> {
          var client = TestClient.register(server);
          var form = client.refresh(client.refreshToken());
          server.issued(1);
          return request.apply(client, form);
        });
  }
}
