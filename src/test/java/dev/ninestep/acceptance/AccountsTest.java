package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.embedded.KafkaOptions;
import dev.ninestep.event.Logged;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.log.KafkaLogReader;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.Partition;
import dev.ninestep.log.Topics;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts as an operator makes them, on two processes of ours.
@Tag("process")
class AccountsTest {

  private static final String OLD = "correct horse battery";
  private static final String NEW = "staple battery horse";
  private static final int GUESSES = 200;
  private static final int ALLOWED = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Pods pods;
  private static List<Pods.Pod> both;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    pods = Pods.on(directory, KafkaOptions.defaults().forShortLife());
    var servers = pods.kafka().bootstrapServers();
    both = List.of(pods.start(servers), pods.start(servers));
  }

  @AfterAll
  static void stop() throws Exception {
    pods.close();
  }

  /// (LG-16)
  @Test
  void nobodyHasAnAccountBeforeAnOperatorMakesIt() throws Exception {
    for (var login : List.of("demo", "support", "admin", "root")) {
      assertThat(pods.accounts(Map.of(), "create", "--login", login))
          .contains(login + ": created, with the password ");
    }
    assertThat(pods.accounts(Map.of(), "create", "--login", "demo"))
        .as("said once")
        .contains("demo: was there already and is unchanged")
        .doesNotContain("with the password");
  }

  /// (LG-11)
  @Test
  void aChangedPasswordEndsTheSessionsOnEveryPod() throws Exception {
    var client = Connection.register(both.getFirst().base());
    create("anna", OLD);
    var browser = signedIn(client, "anna", OLD);
    both.forEach(pod -> assertThat(isSignedIn(browser, pod, client)).isTrue());

    create("anna", NEW);

    both.forEach(pod -> isSignedOut(browser, pod, client));
    var again = signedIn(client, "anna", NEW);
    both.forEach(pod -> assertThat(isSignedIn(again, pod, client)).isTrue());

    assertThat(pods.accounts(Map.of(), "sign-out", "--login", "anna"))
        .contains("anna: signed out everywhere");
    both.forEach(pod -> isSignedOut(again, pod, client));
  }

  /// TK-25
  @Test
  void whoIsSuspendedIsOutOnEveryPodUntilReinstated() throws Exception {
    create("carl", OLD);
    var first = both.getFirst();
    var client = Connection.register(first.base());
    var tokens = connected(client, "carl");
    var access = tokens.getString("access_token");
    both.forEach(pod -> becomes(pod, access, 200));

    assertThat(pods.accounts(Map.of(), "suspend", "--login", "carl", "--reason", "left"))
        .contains("carl: suspended");

    both.forEach(pod -> becomes(pod, access, 401));
    var refresh = Connection.refresh(client, tokens.getString("refresh_token"));
    for (var pod : both) {
      var refused = new JsonObject(Http.form(pod.base() + "/token", refresh).body());
      assertThat(refused.getString("error")).isEqualTo("invalid_grant");
      assertThat(refused.getString("error_uri")).contains("suspended");
    }

    assertThat(pods.accounts(Map.of(), "reinstate", "--login", "carl"))
        .contains("carl: reinstated");

    both.forEach(pod -> becomes(pod, access, 200));
    assertThat(Http.form(first.base() + "/token", refresh).statusCode()).isEqualTo(200);
  }

  @Test
  void aCreditCountsOnceUnderItsKey() throws Exception {
    create("dora", OLD);
    var credit = new String[] {"credit", "--login", "dora", "--amount", "10.00", "--key", "p-1"};
    assertThat(pods.accounts(Map.of(), credit))
        .contains("dora: credited, the balance is 10.00 USD");
    assertThat(pods.accounts(Map.of(), credit))
        .contains("dora: was credited before, the balance is 10.00 USD");
  }

  /// (AD-06)
  @Test
  void whatAnOperatorEndsIsOutOnEveryPod() throws Exception {
    create("emil", OLD);
    var client = Connection.register(both.getFirst().base());
    var tokens = connected(client, "emil");
    var access = tokens.getString("access_token");
    both.forEach(pod -> becomes(pod, access, 200));
    assertThat(pods.command("grants", Map.of(), "list", "--login", "emil"))
        .contains(client, "/mcp");
    var revoke = new String[] {"revoke", "--login", "emil", "--client", client, "--dry-run"};
    assertThat(pods.command("grants", Map.of(), revoke)).contains("1 would be ended");
    both.forEach(pod -> becomes(pod, access, 200));

    revoke[revoke.length - 1] = "--reason=lost laptop";
    assertThat(pods.command("grants", Map.of(), revoke)).contains("1 ended");

    both.forEach(pod -> becomes(pod, access, 401));
    var refresh = Connection.refresh(client, tokens.getString("refresh_token"));
    for (var pod : both) {
      var refused = new JsonObject(Http.form(pod.base() + "/token", refresh).body());
      assertThat(refused.getString("error_uri")).contains("grant-revoked-by-operator");
    }
  }

  @Test
  void aClientThatWasDeactivatedIsOutOnEveryPodUntilItIsActivated() throws Exception {
    create("fred", OLD);
    var client = Connection.register(both.getFirst().base());
    var access = connected(client, "fred").getString("access_token");
    both.forEach(pod -> becomes(pod, access, 200));

    assertThat(pods.command("clients", Map.of(), "deactivate", client, "--reason=leaked"))
        .contains(client + ": deactivated");
    both.forEach(pod -> becomes(pod, access, 401));

    assertThat(pods.command("clients", Map.of(), "activate", client))
        .contains(client + ": activated");
    both.forEach(pod -> becomes(pod, access, 200));
  }

  @Test
  void whoWasErasedIsOutAndNothingIsKeptThatNamesThem() throws Exception {
    create("gina", OLD);
    var client = Connection.register(both.getFirst().base());
    var access = connected(client, "gina").getString("access_token");
    both.forEach(pod -> becomes(pod, access, 200));
    // What is connected is told once it is projected.
    var kept =
        Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () -> pods.accounts(Map.of(), "export", "--login", "gina"),
                told -> told.contains(client));
    assertThat(new JsonObject(kept).encode()).contains("gina");

    assertThat(pods.accounts(Map.of(), "erase", "--login", "gina"))
        .contains("gina: erased, and 1 connections ended");

    both.forEach(pod -> becomes(pod, access, 401));
  }

  /// Lets an app in, and redeems its code.
  private static JsonObject connected(String client, String login) {
    var base = both.getFirst().base();
    var asked = Connection.authorizationUri(base, client, "");
    var back = new Browser().allow(asked, login, OLD, Connection.CALLBACK);
    var redemption = Connection.redemption(client, back.parameter("code"));
    return new JsonObject(Http.form(base + "/token", redemption).body());
  }

  private static void becomes(Pods.Pod pod, String access, int status) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var call = Http.to(pod.base() + "/mcp").header("Authorization", "Bearer " + access);
              return Http.send(call).statusCode();
            },
            answered -> answered == status);
  }

  private static void create(String login, String password) throws Exception {
    var _ =
        pods.accounts(Map.of("NINESTEP_ACCOUNT_PASSWORD", password), "create", "--login", login);
  }

  private static Browser signedIn(String client, String login, String password) {
    var browser = new Browser();
    var asked = Connection.authorizationUri(both.getFirst().base(), client, "");
    var at = browser.open(asked, Connection.CALLBACK);
    var consent =
        browser.submit(at, Map.of("login", login, "password", password), Connection.CALLBACK);
    assertThat(consent.page()).as("the consent page").contains("name=\"decision\"");
    return browser;
  }

  private static boolean isSignedIn(Browser browser, Pods.Pod pod, String client) {
    var asked = Connection.authorizationUri(pod.base(), client, "");
    var answer = Http.send(Http.to(asked).header("Cookie", browser.header()));
    return answer.headers().firstValue("Location").orElseThrow().contains("/consent?");
  }

  private static void isSignedOut(Browser browser, Pods.Pod pod, String client) {
    Awaitility.await().atMost(PATIENCE).until(() -> !isSignedIn(browser, pod, client));
  }

  /// (LG-06)
  @Test
  void guessesOnSeveralPodsAtOnceAreCountedTogether() throws Exception {
    create("bert", OLD);
    var browser = new Browser();
    var client = Connection.register(both.getFirst().base());
    var asked = Connection.authorizationUri(both.getFirst().base(), client, "");
    var at = browser.open(asked, Connection.CALLBACK);
    var form = at.page().split("name=\"nonce\" value=\"")[1];
    var nonce = form.substring(0, form.indexOf('"'));
    var target = at.uri().getRawPath() + "?" + at.uri().getRawQuery();

    var answers = new ArrayList<Future<HttpResponse<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < GUESSES; i++) {
        var fields = Map.of("nonce", nonce, "login", "bert", "password", "guess " + i);
        var to = both.get(i % both.size()).base() + target;
        Callable<HttpResponse<String>> guess =
            () -> Http.send(Http.form(Http.to(to).header("Cookie", browser.header()), fields));
        answers.add(threads.submit(guess));
      }
    }
    for (var answer : answers) {
      assertThat(answer.get().statusCode()).isIn(401, 503);
    }

    var told = facts();
    assertThat(told).filteredOn(PasswordPresented.class::isInstance).hasSizeGreaterThan(ALLOWED);
    // Never more are checked; a pod too busy to have one checked in time says 503 instead.
    assertThat(told)
        .filteredOn(
            event -> event instanceof StepRefused e && e.refusal() == Refusal.SIGN_IN_FAILED)
        .hasSizeBetween(ALLOWED / 2, ALLOWED);
  }

  /// Everything the flow topic holds, once nothing more comes.
  private static List<Object> facts() throws Exception {
    var settings =
        new LogSettings(pods.kafka().bootstrapServers(), 3, 1, Duration.ofSeconds(5), Map.of());
    var topics = Topics.prepare(settings);
    var told = new ArrayList<>();
    try (var reader = new KafkaLogReader(settings, topics)) {
      var from = new HashMap<Partition, Long>();
      topics.all().forEach(partition -> from.put(partition, 0L));
      reader.assign(from);
      var empty = 0;
      while (told.isEmpty() || empty < 3) {
        var read = reader.poll(Duration.ofSeconds(1));
        empty = read.isEmpty() ? empty + 1 : 0;
        for (var logged : read) {
          if (logged instanceof Logged.Known known) {
            told.add(known.fact().event());
          }
        }
      }
    }
    return told;
  }
}
