package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A real browser without a screen, driven by the WebDriver protocol.
///
/// @spec https://www.w3.org/TR/webdriver2/ WebDriver
final class Chromium implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process driver;
  private final String session;

  private Chromium(Process driver, String session) {
    this.driver = driver;
    this.session = session;
  }

  /// Starts it; its class [Needs] it.
  static Chromium start() throws IOException {
    var driver = new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
    var base = "http://127.0.0.1:" + port(driver.inputReader(StandardCharsets.UTF_8));
    var options =
        new JsonObject()
            .put("binary", "/usr/bin/chromium")
            .put(
                "args",
                JsonArray.of(
                    "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"));
    var wanted =
        new JsonObject()
            .put(
                "capabilities",
                new JsonObject()
                    .put("alwaysMatch", new JsonObject().put("goog:chromeOptions", options)));
    var begun = (JsonObject) send("POST", base + "/session", wanted).orElseThrow();
    return new Chromium(driver, base + "/session/" + begun.getString("sessionId"));
  }

  private static String port(BufferedReader output) throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      var found = PORT.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new AssertionError("chromedriver said no port");
  }

  private static Optional<Object> send(String method, String uri, JsonObject body) {
    var request =
        Http.to(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()));
    var answer = Http.send(request);
    return answer.statusCode() == 200
        ? Optional.ofNullable(new JsonObject(answer.body()).getValue("value"))
        : Optional.empty();
  }

  private static Optional<Object> get(String uri) {
    var answer = Http.get(uri);
    return Optional.ofNullable(new JsonObject(answer.body()).getValue("value"));
  }

  void open(String uri) {
    var _ = send("POST", session + "/url", new JsonObject().put("url", uri));
  }

  String address() {
    return get(session + "/url").map(Object::toString).orElse("");
  }

  String page() {
    return get(session + "/source").map(Object::toString).orElse("");
  }

  /// Waits until it is at an address that begins so.
  void arrivesAt(String start) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(address()).startsWith(start));
  }

  private Optional<String> find(String css) {
    var by = new JsonObject().put("using", "css selector").put("value", css);
    return send("POST", session + "/element", by)
        .map(found -> session + "/element/" + ((JsonObject) found).getString(ELEMENT));
  }

  private String await(String css) {
    return Awaitility.await().atMost(PATIENCE).until(() -> find(css), Optional::isPresent).get();
  }

  boolean shows(String css) {
    return find(css).isPresent();
  }

  void type(String css, String text) {
    var _ = send("POST", await(css) + "/value", new JsonObject().put("text", text));
  }

  void press(String css) {
    var _ = send("POST", await(css) + "/click", new JsonObject());
  }

  /// Types where the keyboard is, as somebody does who has no mouse.
  void key(String keys) {
    var focused = get(session + "/element/active").map(JsonObject.class::cast).orElseThrow();
    var element = session + "/element/" + focused.getString(ELEMENT);
    var _ = send("POST", element + "/value", new JsonObject().put("text", keys));
  }

  /// Waits until an element says something.
  void awaitText(String css, String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(find(css).flatMap(element -> get(element + "/text")).map(Object::toString))
                .hasValueSatisfying(said -> assertThat(said).contains(text)));
  }

  /// Looks into the first frame of the page from here on.
  void enterFrame() {
    await("iframe");
    var _ = send("POST", session + "/frame", new JsonObject().put("id", 0));
  }

  @Override
  public void close() {
    var _ = send("DELETE", session, new JsonObject());
    driver.destroy();
    driver.onExit().join();
  }
}
