package dev.ninestep.account;

import dev.ninestep.refusal.Traffic;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as sign-in needs: it keeps cookies, reads the form of a page and sends it.
final class TestBrowser {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String server;
  private final Traffic traffic;
  private final Map<String, String> cookies = new TreeMap<>();
  private final Map<String, String> headers = new HashMap<>();

  /// @param server where it goes
  /// @param traffic hears what it says
  TestBrowser(String server, Traffic traffic) {
    this.server = server;
    this.traffic = traffic;
  }

  /// A page with a form.
  record Page(int status, String body, HttpResponse<String> response) {

    String nonce() {
      return part("name=\"nonce\" value=\"([^\"]*)\"");
    }

    String action() {
      return part("<form method=\"post\" action=\"([^\"]*)\"");
    }

    private String part(String pattern) {
      var found = Pattern.compile(pattern).matcher(body);
      if (!found.find()) {
        throw new AssertionError("the page has no " + pattern + ":\n" + body);
      }
      return found.group(1);
    }
  }

  /// Sends a header with every request from now on.
  TestBrowser with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Map<String, String> cookies() {
    return cookies;
  }

  void forgetCookies() {
    cookies.clear();
  }

  Page get(String path) {
    return finish(send(request(path).GET()).join());
  }

  Page post(String path, Map<String, String> form) {
    return finish(posting(path, form).join());
  }

  /// Fills in the form of a page and sends it.
  Page submit(Page page, String login, String password) {
    return post(page.action(), Map.of("nonce", page.nonce(), "login", login, "password", password));
  }

  /// Sends the form of a page without waiting; cookies that come back are not kept.
  CompletableFuture<HttpResponse<String>> submitting(Page page, String login, String password) {
    return posting(
        page.action(), Map.of("nonce", page.nonce(), "login", login, "password", password));
  }

  private CompletableFuture<HttpResponse<String>> posting(String path, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    traffic.said(body);
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(server + path));
    headers.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
    var built = request.build();
    traffic.said(built);
    return HTTP.sendAsync(built, BodyHandlers.ofString())
        .thenApply(response -> {
          traffic.heard(response);
          return response;
        });
  }

  private Page finish(HttpResponse<String> response) {
    response
        .headers()
        .allValues("Set-Cookie")
        .forEach(cookie -> {
          var pair = cookie.split(";", 2)[0].split("=", 2);
          if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
          } else {
            cookies.put(pair[0], pair[1]);
          }
        });
    return new Page(response.statusCode(), response.body(), response);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
