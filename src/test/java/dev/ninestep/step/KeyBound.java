package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.token.KeyHolder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;

/// A client that shows a key with its requests for tokens.
///
/// @param server what it asks
/// @param client the client
record KeyBound(TestServer server, TestClient client) {

  static final String TOKEN = "https://auth.example/token";
  static final String PAR = "https://auth.example/par";

  Instant now() {
    return server.log.now();
  }

  String proof(KeyHolder holder) {
    return holder.proof("POST", TOKEN, now());
  }

  HttpResponse<String> token(Map<String, String> form, KeyHolder holder) {
    return client.token(form, "DPoP", proof(holder));
  }

  void isRefused(HttpResponse<String> response, Refusal refusal) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(json(response).getString("error")).isEqualTo(refusal.error().orElseThrow());
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
  }
}
