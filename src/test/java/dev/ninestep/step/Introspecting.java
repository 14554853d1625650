package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Asks whether tokens count.
final class Introspecting {

  private Introspecting() {}

  /// What whoever serves the resource is told of a token.
  static String asTheResource(TestServer server, String token) {
    var response = ask(server, token, asResource(TestServer.RESOURCE_SECRET));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    return response.body();
  }

  static HttpResponse<String> ask(TestServer server, String token, String... headers) {
    return server.postForm("/introspect", Map.of("token", token), headers);
  }

  /// The credentials of whoever serves the resource.
  static String[] asResource(String secret) {
    return basic(URLEncoder.encode(TestServer.RESOURCE.value(), StandardCharsets.UTF_8), secret);
  }

  static String[] basic(String name, String secret) {
    var pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)};
  }
}
