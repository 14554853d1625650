package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our pages in a real browser, which holds every hop after a form against the policy of its page.
@Tag("process")
@Needs({"chromedriver", "chromium"})
class ChromiumTest {

  private static final String ENTER = "\uE007";

  /// Ctrl-A, and Ctrl let go.
  private static final String EVERYTHING = "\uE009a\uE000";

  private static Program program;
  private static HttpServer app;
  private static HttpServer next;
  private static String callback;
  private static String landed;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException, InterruptedException {
    if (!NeededCommands.areMet(ChromiumTest.class)) {
      return;
    }
    program = Program.dev(directory.resolve("data"));
    next = server();
    landed = "http://localhost:" + next.getAddress().getPort() + "/landed";
    next.createContext("/landed", exchange -> show(exchange, "<h1>landed</h1>"));
    next.createContext(
        "/frame",
        exchange ->
            show(exchange, "<iframe src='" + program.issuer() + "/sign-in?to=support'></iframe>"));
    app = server();
    callback = "http://127.0.0.1:" + app.getAddress().getPort() + "/callback";
    app.createContext("/callback", ChromiumTest::passOn);
  }

  @AfterAll
  static void stop() {
    if (program != null) {
      program.close();
      app.stop(0);
      next.stop(0);
    }
  }

  private static HttpServer server() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }

  private static void show(HttpExchange exchange, String page) throws IOException {
    var bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().put("Content-Type", List.of("text/html; charset=utf-8"));
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /// The app passes its users on to another origin, as hosted clients do.
  private static void passOn(HttpExchange exchange) throws IOException {
    var query = exchange.getRequestURI().getRawQuery();
    exchange.getResponseHeaders().put("Location", List.of(landed + "?" + query));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static String request() {
    return request(callback);
  }

  private static String request(String redirectUri) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("response_type", "code");
    fields.put("client_id", Connection.register(program.issuer(), redirectUri));
    fields.put("redirect_uri", redirectUri);
    fields.put("code_challenge", Connection.CHALLENGE);
    fields.put("code_challenge_method", "S256");
    fields.put("state", "xyz");
    return program.issuer() + "/authorize?" + Http.encoded(fields);
  }

  private static void signIn(Chromium browser) {
    browser.type("#login", "demo");
    browser.type("#password", Program.DEMO_PASSWORD);
    browser.press("button[type=submit]");
  }

  /// (CO-09) (CO-10)
  @Test
  void anAppTwoOriginsAwayGetsItsCodePastThePolicyOfTheForm() throws IOException {
    try (var browser = Chromium.start()) {
      browser.open(request());
      signIn(browser);
      browser.press("button[value=allow]");
      browser.arrivesAt(landed + "?");

      assertThat(browser.address()).contains("&code=", "&state=xyz", "iss=");
    }
  }

  /// There is no such app on this machine, so the browser stays where it was sent on from. (CO-09)
  @Test
  void anAppWithASchemeOfItsOwnIsCalledWithItsCode() throws IOException {
    try (var browser = Chromium.start()) {
      browser.open(request("cursor://anysphere.cursor-mcp/oauth/callback"));
      signIn(browser);
      browser.press("button[value=allow]");
      browser.awaitText("h1", "You are being sent to");

      assertThat(browser.address()).startsWith(program.issuer() + "/consent");
      assertThat(browser.page())
          .contains("http-equiv=\"refresh\"")
          .contains("href=\"cursor://anysphere.cursor-mcp/oauth/callback?")
          .contains("state=xyz", "&amp;code=");
    }
  }

  /// (AZ-18)
  @Test
  void whoDeniesIsAskedBeforeTheAppIsTold() throws IOException {
    try (var browser = Chromium.start()) {
      browser.open(request());
      signIn(browser);
      browser.press("button[value=deny]");
      browser.arrivesAt(program.issuer() + "/consent");
      assertThat(browser.page()).contains("Access was not given", "127.0.0.1");

      browser.press("a.button");
      browser.arrivesAt(landed + "?");
      assertThat(browser.address()).contains("error=access_denied").doesNotContain("code=");
    }
  }

  /// (CO-08)
  @Test
  void anotherSiteCannotFrameTheSignIn() throws IOException {
    try (var browser = Chromium.start()) {
      browser.open(landed.replace("/landed", "/frame"));
      browser.enterFrame();
      assertThat(browser.page()).doesNotContain("name=\"password\"");

      browser.open(program.issuer() + "/sign-in?to=support");
      assertThat(browser.shows("#password")).isTrue();
    }
  }

  /// By keyboard alone: a search, the flow it finds, and what goes by, which the page of no other
  /// origin's script fills in.
  @Test
  void theSupportTeamFindsAFlowAndWatchesAnother() throws IOException {
    var connected = Connection.make(program.issuer(), "demo", Program.DEMO_PASSWORD, "");
    try (var browser = Chromium.start()) {
      find(browser, connected);
      assertThat(browser.shows(".rail svg desc")).isTrue();

      browser.open(program.issuer() + "/support/tail?client_id=" + connected.clientId());
      browser.awaitText(".state", "Live");
      var refresh = Connection.refresh(connected.clientId(), connected.refreshToken());
      assertThat(Http.form(program.issuer() + "/token", refresh).statusCode()).isEqualTo(200);
      browser.awaitText("ol.tail", "generation 1 presented");
      browser.type(".pause", ENTER);
      browser.awaitText(".state", "Paused");

      browser.open(program.issuer() + "/support/health");
      browser.awaitText("h1", "How connecting goes");
      assertThat(browser.shows(".chart svg rect.completed")).isTrue();
    }
  }

  /// Signs in, and searches until all that has just happened is found.
  private static void find(Chromium browser, Connection connected) {
    browser.open(program.issuer() + "/support");
    browser.type("#login", "support");
    browser.type("#password", Program.SUPPORT_PASSWORD + ENTER);
    browser.awaitText("h1", "Find a flow");
    browser.key(connected.clientId() + ENTER);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          browser.open(program.issuer() + "/support?client_id=" + connected.clientId());
          return browser.shows(".hits a");
        });
    browser.type(".hits a", ENTER);
    browser.awaitText("#answer-title", "Answer to the customer");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          browser.open(browser.address());
          return browser.page().contains("step-5\" class=\"done\"");
        });
  }

  /// By keyboard alone: to the first record, on to the next, to a point that is none, and back.
  @Test
  void theSupportTeamLooksAtAFlowAsItStoodBefore() throws IOException {
    var connected = Connection.make(program.issuer(), "demo", Program.DEMO_PASSWORD, "");
    try (var browser = Chromium.start()) {
      find(browser, connected);
      var now = browser.address();
      assertThat(browser.shows("#then")).isFalse();
      assertThat(browser.shows("#answer")).isTrue();

      browser.type(".records a", ENTER);
      browser.awaitText(".then", "This is the past");
      assertThat(browser.address()).startsWith(now + "?as_of=FLOW/");
      assertThat(browser.page()).contains("step-5\" class=\"never_came\"");
      assertThat(browser.shows("#answer")).isFalse();

      var first = browser.address();
      browser.type(".moves a", ENTER);
      browser.awaitText(".then", "Earlier record");
      assertThat(browser.address()).startsWith(now + "?as_of=").isNotEqualTo(first);

      browser.type("#as-of", EVERYTHING + "2020-01-01" + ENTER);
      browser.awaitText("[role=alert]", "The flow has no story at this point.");
      assertThat(browser.address()).isEqualTo(now + "?as_of=2020-01-01");

      browser.type(".as-of a", ENTER);
      browser.awaitText("#answer-title", "Answer to the customer");
      assertThat(browser.address()).isEqualTo(now);
      assertThat(browser.shows("#then")).isFalse();
    }
  }
}
