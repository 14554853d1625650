package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.token.KeyHolder;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Codes that are bound to a key before they are made: by what their request named or showed.
class DpopCodeTest {

  private static final KeyHolder HOLDER = KeyHolder.fresh();
  private static final KeyHolder THIEF = KeyHolder.fresh();

  private final TestServer server = new TestServer();
  private final TestClient client = TestClient.register(server);
  private final KeyBound bound = new KeyBound(server, client);

  @AfterEach
  void stop() {
    server.close();
  }

  private String code(Map<String, String> request) {
    var page = Form.hidden(client.consentPage(request).body());
    var back = TestClient.location(client.decide(Form.with(page, "decision", "allow")));
    return Form.query(back).get("code");
  }

  @Test
  void aCodeIsBoundToTheKeyItsRequestNamed() {
    var request = Form.with(client.authorization(), "dpop_jkt", HOLDER.thumbprint().value());
    var form = client.redemption(code(request));
    bound.isRefused(bound.token(form, THIEF), Refusal.CODE_OF_ANOTHER_KEY);
    bound.isRefused(client.token(form), Refusal.CODE_OF_ANOTHER_KEY);
    assertThat(bound.token(form, HOLDER).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> push(Map<String, String> form, String... headers) {
    return server.postForm("/par", form, headers);
  }

  private String code(HttpResponse<String> pushed) {
    assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
    return code(
        Map.of(
            "client_id",
            client.id().value(),
            "request_uri",
            json(pushed).getString("request_uri")));
  }

  @Test
  void aCodeIsBoundToTheKeyThatItsPushedRequestNamed() {
    var named = Form.with(client.authorization(), "dpop_jkt", HOLDER.thumbprint().value());
    var form = client.redemption(code(push(named)));
    bound.isRefused(bound.token(form, THIEF), Refusal.CODE_OF_ANOTHER_KEY);
    assertThat(bound.token(form, HOLDER).statusCode()).isEqualTo(200);
  }

  @Test
  void aCodeIsBoundToTheKeyThatWasShownWithItsPushedRequest() {
    var shown =
        push(client.authorization(), "DPoP", HOLDER.proof("POST", KeyBound.PAR, bound.now()));
    var form = client.redemption(code(shown));
    bound.isRefused(bound.token(form, THIEF), Refusal.CODE_OF_ANOTHER_KEY);
    assertThat(bound.token(form, HOLDER).statusCode()).isEqualTo(200);
  }

  @Test
  void aPushedRequestNamesAndShowsOneKey() {
    var named = Form.with(client.authorization(), "dpop_jkt", HOLDER.thumbprint().value());
    var proof = HOLDER.proof("POST", KeyBound.PAR, bound.now());
    assertThat(push(named, "DPoP", proof).statusCode()).isEqualTo(201);
    bound.isRefused(push(named, "DPoP", proof), Refusal.PROOF_REPLAYED);
    bound.isRefused(
        push(named, "DPoP", THIEF.proof("POST", KeyBound.PAR, bound.now())),
        Refusal.PROOF_OF_ANOTHER_KEY);
    bound.isRefused(push(named, "DPoP", bound.proof(HOLDER)), Refusal.PROOF_OF_ANOTHER_REQUEST);
  }
}
