package dev.ninestep.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ninestep.event.Refusal;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An answer, and what was asked.
///
/// @param method of the request
/// @param path of the request
/// @param status of the answer
/// @param headers of the answer
/// @param body of the answer
record Heard(String method, String path, int status, HttpHeaders headers, String body) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern EXPLANATION = Pattern.compile("/errors/([a-z-]+)\\?ref=");

  static Heard of(HttpResponse<String> response) {
    var request = response.request();
    return new Heard(
        request.method(),
        request.uri().getPath(),
        response.statusCode(),
        response.headers(),
        response.body());
  }

  /// Whether HEAD is not answered where GET is: there is no body to say so.
  boolean hasNoSuchMethod() {
    return status == 405 && method.equals("HEAD");
  }

  /// The type of the body without its parameters; empty when there is no body.
  String type() {
    var named = headers.firstValue("Content-Type").orElse("");
    return named.split(";")[0].strip();
  }

  /// The body, or nothing where it is no JSON.
  JsonNode json() {
    try {
      return type().equals("application/json") ? JSON.readTree(body) : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  /// What the body says it was refused for, where it is one of our errors.
  Optional<Refusal> refusal() {
    var uri = EXPLANATION.matcher(json().path("error_uri").asText(""));
    return uri.find()
        ? Optional.of(Refusal.valueOf(uri.group(1).replace('-', '_').toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }
}
