package dev.ninestep.app;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Asks the support API of a running server.
final class SupportClient {

  /// What is asked for: data.
  static final String JSON = "application/json";

  /// What is asked for: lines for a terminal.
  static final String TEXT = "text/plain";

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int SEE_OTHER = 303;
  private static final int SERVER_ERROR = 500;
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"");
  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI server;
  private final Optional<String> token;

  private SupportClient(URI server, Optional<String> token) {
    this.server = server;
    this.token = token;
  }

  /// One that shows an access token.
  static SupportClient withToken(URI server, String token) {
    return new SupportClient(server, Optional.of(token));
  }

  /// One that has signed in as `support`, through the same page as everybody.
  static SupportClient signedIn(URI server, String password)
      throws CannotStart, InterruptedException {
    var client = new SupportClient(server, Optional.empty());
    var page = client.follow(client.send(client.request("/support").build()));
    var form =
        "nonce=%s&login=support&password=%s"
            .formatted(encode(first(NONCE, page.body())), encode(password));
    var answer =
        client.send(
            client
                .request(first(ACTION, page.body()).replace("&amp;", "&"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin(server))
                .POST(BodyPublishers.ofString(form))
                .build());
    if (answer.statusCode() != SEE_OTHER) {
      throw new CannotStart(
          CannotStart.UNAVAILABLE, server + " does not let support in with this password.");
    }
    return client;
  }

  /// Asks for something.
  ///
  /// @throws CannotStart with the server's own words when it refuses
  String get(String path, String accept) throws CannotStart, InterruptedException {
    var request = request(path).header("Accept", accept);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    var answer = send(request.build());
    if (answer.statusCode() != OK) {
      throw new CannotStart(CannotStart.UNAVAILABLE, server + ": " + words(answer));
    }
    return answer.body();
  }

  /// Asks for a stream of events.
  ///
  /// @param lastId behind which event it goes on
  /// @throws CannotStart with the server's own words when it refuses
  /// @throws IOException when it does not answer, or cannot just now
  ServerSentEvents events(String path, Optional<String> lastId)
      throws CannotStart, IOException, InterruptedException {
    var request = request(path).header("Accept", "text/event-stream");
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    lastId.ifPresent(id -> request.header("Last-Event-ID", id));
    var answer = http.send(request.build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() == OK) {
      return new ServerSentEvents(answer.body(), lastId);
    }
    try (var body = answer.body()) {
      var said =
          words(answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
      if (answer.statusCode() >= SERVER_ERROR) {
        throw new IOException(said);
      }
      throw new CannotStart(CannotStart.UNAVAILABLE, server + ": " + said);
    }
  }

  private HttpResponse<String> follow(HttpResponse<String> redirect)
      throws CannotStart, InterruptedException {
    var location = redirect.headers().firstValue("Location");
    if (location.isEmpty()) {
      throw new CannotStart(
          CannotStart.UNAVAILABLE, server + " has no support console: " + words(redirect));
    }
    return send(request(location.get()).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(LONGEST_ANSWER);
  }

  private HttpResponse<String> send(HttpRequest request) throws CannotStart, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CannotStart(
          CannotStart.UNAVAILABLE,
          "No answer from %s (%s); --server names another.".formatted(server, Causes.words(e)),
          e);
    }
  }

  private static String words(HttpResponse<String> answer) {
    return words(answer.statusCode(), answer.body());
  }

  private static String words(int status, String body) {
    try {
      var said = new JsonObject(body);
      var detail = said.getString("detail");
      return status
          + " "
          + said.getString("error_description")
          + (detail == null ? "" : " (" + detail + ")");
    } catch (DecodeException _) {
      return Integer.toString(status);
    }
  }

  private static String first(Pattern pattern, String page) throws CannotStart {
    var found = pattern.matcher(page);
    if (!found.find()) {
      throw new CannotStart(CannotStart.UNAVAILABLE, "The sign-in page is not as expected.");
    }
    return found.group(1);
  }

  private static String origin(URI server) {
    return server.getScheme() + "://" + server.getRawAuthority();
  }

  /// What is asked, as it stands in an address.
  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + encode(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
