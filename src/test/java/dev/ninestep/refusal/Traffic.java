package dev.ninestep.refusal;

import dev.ninestep.contract.HttpContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a test said and heard over HTTP, to find in it the secrets that no event may repeat.
public final class Traffic {

  private static final String NAMES =
      "(?:code|code_verifier|client_secret|client_assertion|assertion|subject_token|actor_token"
          + "|refresh_token|access_token|registration_access_token|token|password|nonce|request)";

  /// `name=value` in a query or form, `"name":"value"` in JSON, and the hidden field of a page.
  private static final Pattern NAMED =
      Pattern.compile("(?<![\\w])" + NAMES + "(?:=|\"\\s*:\\s*\"|\" value=\")([^&\",\\]\\s]+)");

  /// What everybody may know; a broken client sends it for its verifier.
  private static final Pattern CHALLENGE = Pattern.compile("code_challenge=([^&\",\\]\\s]+)");

  private static final Pattern HEADERS =
      Pattern.compile("(?:Bearer |Basic |DPoP |ninestep=)([\\w.~+/=-]+)");

  /// Shorter ones may stand in an event by chance.
  private static final int LONG_ENOUGH = 8;

  private final Queue<String> texts = new ConcurrentLinkedQueue<>();

  /// A request leaves.
  ///
  /// @param request all but its body
  public void said(HttpRequest request) {
    said(request.uri() + " " + request.headers().map());
  }

  /// The body of a request leaves.
  ///
  /// @param body the body
  public void said(String body) {
    texts.add(body);
  }

  /// A response has come.
  ///
  /// @param response the response
  public void heard(HttpResponse<String> response) {
    said(response.headers().map() + "\n" + response.body());
  }

  /// Sends a request, notes it and its response, and holds that against what is documented.
  ///
  /// @param http sends it
  /// @param request the request
  /// @return the response
  public HttpResponse<String> send(HttpClient http, HttpRequest request) {
    said(request);
    try {
      var response = http.send(request, BodyHandlers.ofString());
      heard(response);
      HttpContract.hold(response);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The values of everything that is a secret by its name or place.
  ///
  /// @return them, as they were before they were encoded for their way
  public Set<String> secrets() {
    var challenges = values(CHALLENGE).collect(Collectors.toUnmodifiableSet());
    return Stream.of(NAMED, HEADERS)
        .flatMap(this::values)
        .filter(value -> value.length() >= LONG_ENOUGH && !challenges.contains(value))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<String> values(Pattern pattern) {
    return texts.stream()
        .flatMap(text -> pattern.matcher(text).results())
        .map(found -> decoded(found.group(1)));
  }

  private static String decoded(String value) {
    var broken = Pattern.compile("%(?![0-9A-Fa-f]{2})").matcher(value);
    return URLDecoder.decode(
        broken.replaceAll(Matcher.quoteReplacement("%25")), StandardCharsets.UTF_8);
  }
}
