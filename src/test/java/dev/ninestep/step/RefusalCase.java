package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.Step;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.function.Function;

/// One way to be refused: a request, and which refusal it meets in which step and on which face.
///
/// @param name what is wrong with the request, with the lines of the security catalogue it covers
/// @param refusal what it is called
/// @param step the step the log is told
/// @param face how the answer travels
/// @param request sends it
record RefusalCase(
    String name,
    Refusal refusal,
    Step step,
    Face face,
    Function<TestServer, HttpResponse<String>> request) {

  /// Sends the request to a new server, and looks at the answer and at what the log was told.
  void verify() {
    try (var server = new TestServer()) {
      var response = request.apply(server);
      assertThat(response.statusCode())
          .as(response.body())
          .isEqualTo(face == Face.REDIRECT ? 303 : refusal.status());
      var reference = response.headers().firstValue("X-Correlation-ID").orElseThrow();
      var fact = server.log.facts().getLast();
      assertThat(fact.flow()).hasToString(reference);
      assertThat(fact.event()).isInstanceOf(StepRefused.class);
      var told = (StepRefused) fact.event();
      assertThat(told.refusal()).isEqualTo(refusal);
      assertThat(told.step()).isEqualTo(step);
      assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
      switch (face) {
        case JSON -> isJson(response, reference);
        case PAGE -> isPage(response, reference);
        case REDIRECT -> isRedirect(response, reference);
        case BEARER -> throw new AssertionError("no step refuses with a challenge");
      }
    }
  }

  private void isJson(HttpResponse<String> response, String reference) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    var body = new JsonObject(response.body());
    assertThat(body.getString("error")).isEqualTo(refusal.error().orElseThrow());
    assertThat(body.getString("error_description")).isEqualTo(refusal.description());
    assertThat(body.getString("error_uri")).isEqualTo(errorUri(reference));
  }

  // AZ-27, EV-06
  private void isPage(HttpResponse<String> response, String reference) {
    var headers = response.headers();
    assertThat(headers.firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(headers.firstValue("Location")).isEmpty();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Strict-Transport-Security").orElseThrow())
        .contains("max-age=31536000");
    assertThat(response.body()).contains(reference, refusal.fix());
  }

  // AZ-16
  private void isRedirect(HttpResponse<String> response, String reference) {
    var location = response.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(TestClient.CALLBACK + "?").doesNotContain("#");
    assertThat(Form.query(location))
        .containsEntry("error", refusal.error().orElseThrow())
        .containsEntry("error_description", refusal.description())
        .containsEntry("error_uri", errorUri(reference))
        .containsEntry("iss", "https://auth.example")
        .doesNotContainKey("code");
  }

  private String errorUri(String reference) {
    return "https://auth.example/errors/" + refusal.slug() + "?ref=" + reference;
  }

  @Override
  public String toString() {
    return refusal + ": " + name;
  }
}
