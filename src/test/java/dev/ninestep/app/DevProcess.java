package dev.ninestep.app;

import dev.ninestep.acceptance.CommandCache;
import java.io.BufferedReader;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A running `ninestep dev`.
///
/// @param process the launcher
/// @param notice what it said when it was ready
/// @param issuer where it serves
record DevProcess(Process process, String notice, URI issuer) implements AutoCloseable {

  private static final Duration TO_STOP = Duration.ofSeconds(60);
  private static final Duration TO_SIGN_IN = Duration.ofSeconds(60);
  private static final int WELCOME = 303;
  private static final int WRONG = 401;
  private static final int TRY_LATER = 503;

  /// Starts one on a free port and waits until it says that it is ready.
  static DevProcess start(Path directory) throws IOException {
    var process =
        CommandCache.reading(launch(directory).redirectError(ProcessBuilder.Redirect.INHERIT));
    var said = new ArrayList<String>();
    var words = process.inputReader();
    for (var line = words.readLine(); line != null; line = words.readLine()) {
      said.add(line);
      if (line.contains("Ctrl-C")) {
        drain(words);
        var notice = String.join("\n", said);
        return new DevProcess(process, notice, URI.create(find("(http://\\S+)/mcp", notice)));
      }
    }
    throw new AssertionError("it ended before it was ready: " + said);
  }

  static ProcessBuilder launch(Path directory) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            List.of(
                java,
                "-jar",
                System.getProperty("ninestep.jar"),
                "dev",
                "--port",
                "0",
                "--data-dir",
                directory.toString()));
    builder.environment().keySet().removeIf(name -> name.startsWith("NINESTEP_"));
    return builder;
  }

  private static void drain(BufferedReader words) {
    Thread.ofVirtual().start(() -> words.lines().forEach(_ -> {}));
  }

  String passwordOf(String login) {
    return find("Account +" + login + " +(\\S+)", notice);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(HttpClient.newHttpClient(), path);
  }

  /// Signs in with a new browser; again, while it is told to come back later, as a machine that is
  /// too busy to write to the log in time tells it.
  boolean signsIn(String login, String password) throws IOException, InterruptedException {
    for (var began = System.nanoTime(); ; ) {
      var answer = signIn(login, password);
      var later = answer.headers().firstValueAsLong("Retry-After");
      var isLate = System.nanoTime() - began > TO_SIGN_IN.toNanos();
      if (answer.statusCode() != TRY_LATER || later.isEmpty() || isLate) {
        return switch (answer.statusCode()) {
          case WELCOME -> true;
          case WRONG -> false;
          default -> throw new AssertionError(answer.statusCode() + ": " + answer.body());
        };
      }
      Thread.sleep(Duration.ofSeconds(later.getAsLong()));
    }
  }

  private HttpResponse<String> signIn(String login, String password)
      throws IOException, InterruptedException {
    try (var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      var page = get(browser, "/sign-in?to=support").body();
      var form =
          "nonce=%s&login=%s&password=%s"
              .formatted(
                  encode(find("name=\"nonce\" value=\"([^\"]*)\"", page)),
                  encode(login),
                  encode(password));
      return browser.send(
          HttpRequest.newBuilder(issuer.resolve("/sign-in?to=support"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Origin", issuer.toString())
              .POST(BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> get(HttpClient client, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(issuer.resolve(path)).build(), BodyHandlers.ofString());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String find(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .findFirst()
        .map((MatchResult found) -> found.group(1))
        .orElseThrow(() -> new AssertionError(regex + " is not in " + text));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(TO_STOP)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
