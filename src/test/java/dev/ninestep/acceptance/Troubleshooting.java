package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/// What somebody does who looks into an error: changes one thing of a request, and reads answers.
final class Troubleshooting {

  private Troubleshooting() {}

  /// The error_uri of an answer that is `{"error":"invalid_grant"}`.
  static String invalidGrant(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).getString("error")).isEqualTo("invalid_grant");
    return json(answer).getString("error_uri");
  }

  /// A form with another value in one place.
  static Map<String, String> with(Map<String, String> form, String name, String value) {
    var copy = new HashMap<>(form);
    copy.put(name, value);
    return copy;
  }

  static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }
}
