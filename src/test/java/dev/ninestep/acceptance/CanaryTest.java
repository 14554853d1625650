package dev.ninestep.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.embedded.KafkaOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing secret is written: known secrets go through all flows, and through every way to send one
/// to the wrong place, and then are searched for in all that was kept. (EV-03, INV-14)
@Tag("process")
class CanaryTest {

  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");
  private static final Pattern FLOW = Pattern.compile("[0-9a-f]{32}");

  private final Canaries canaries = new Canaries();
  private final List<String> shown = new ArrayList<>();
  private final List<String> clients = new ArrayList<>();

  @Test
  void noSecretIsFoundInTheLogTheDatabaseTheOutputTheMetricsOrThePages(@TempDir Path directory)
      throws Exception {
    var data = directory.resolve("data");
    String printed;
    var management = Pods.freePort();
    try (var program =
        Program.dev(data, Map.of("NINESTEP_MANAGEMENT_PORT", Integer.toString(management)))) {
      canaries.add("the password", Program.DEMO_PASSWORD);
      canaries.add("the support password", Program.SUPPORT_PASSWORD);
      canaries.add("the verifier", Connection.VERIFIER);
      connect(program);
      misplace(program);
      readTheStories(program);
      readTheMetrics("http://127.0.0.1:" + management);
      program.stop();
      printed = program.printed();
    }
    assertThat(canaries.count()).as("secrets that are searched for").isGreaterThan(20);
    assertThat(canaries.in(printed.getBytes(UTF_8))).as("printed").isEmpty();
    assertThat(canaries.in(String.join("\n", shown).getBytes(UTF_8))).as("shown").isEmpty();
    for (var file : filesBelow(data)) {
      assertThat(canaries.in(Files.readAllBytes(file))).as(file.toString()).isEmpty();
    }
    theRecordsHoldNone(data);
  }

  /// All nine steps, as a confidential client does them.
  private void connect(Program program) {
    var issuer = program.issuer();
    var client = register(issuer);
    var id = client.getString("client_id");
    clients.add(id);
    var secret = client.getString("client_secret");
    canaries.add("the client secret", secret);
    var browser = new Browser();
    var signIn = browser.open(Connection.authorizationUri(issuer, id, ""), Connection.CALLBACK);
    canaries.add("the nonce of the sign-in page", nonce(signIn.page()));
    canaries.add("a mistyped password", "correct hoarse bettery staple");
    signIn =
        browser.submit(
            signIn,
            Map.of("login", "demo", "password", "correct hoarse bettery staple"),
            Connection.CALLBACK);
    shown.add(signIn.page());
    var consent =
        browser.submit(
            signIn,
            Map.of("login", "demo", "password", Program.DEMO_PASSWORD),
            Connection.CALLBACK);
    canaries.add("the nonce of the consent page", nonce(consent.page()));
    var back = browser.submit(consent, Map.of("decision", "allow"), Connection.CALLBACK);
    var n = 0;
    for (var cookie : browser.cookies()) {
      canaries.add("cookie " + ++n, cookie);
    }
    var code = back.parameter("code");
    canaries.add("the code", code);

    var basic = basic(id, secret);
    canaries.add("the Basic credentials", basic);
    var first = tokens(issuer, basic, Connection.redemption(id, code));
    canaries.add("the access token", first.getString("access_token"));
    canaries.add("its signature", signature(first.getString("access_token")));
    canaries.add("the refresh token", first.getString("refresh_token"));
    var second =
        tokens(
            issuer,
            basic,
            Map.of("grant_type", "refresh_token", "refresh_token", refreshToken(first)));
    canaries.add("the second access token", second.getString("access_token"));
    canaries.add("the second refresh token", second.getString("refresh_token"));
    var called =
        Http.send(
            Http.to(program.mcpUrl())
                .header("Authorization", "Bearer " + second.getString("access_token"))
                .header("Accept", "application/json")
                .GET());
    assertThat(called.statusCode()).isEqualTo(200);
    shown.add(called.body());

    shown.add(post(issuer, basic, Connection.redemption(id, code)));
    shown.add(
        post(
            issuer,
            basic,
            Map.of("grant_type", "refresh_token", "refresh_token", refreshToken(first))));
  }

  /// Secrets where they do not belong, or of nobody.
  private void misplace(Program program) {
    var issuer = program.issuer();
    var client = Connection.register(issuer);
    clients.add(client);
    canaries.add("a made-up code", "canary-code-2b6f0c1d");
    canaries.add("a made-up refresh token", "canary-refresh-77a1e9d0");
    canaries.add("a made-up bearer token", "canary-bearer-0d9c51e2");
    canaries.add("a made-up secret", "canary-secret-5f3b88aa");
    canaries.add("a token in the query", "canary-query-token-91c4");
    canaries.add("a token in the fragment of a name", "canary-header-token-1fb2");
    canaries.add("a password as a login", "canary password as login 88");
    shown.add(post(issuer, "", Connection.redemption(client, "canary-code-2b6f0c1d")));
    shown.add(post(issuer, "", Connection.refresh(client, "canary-refresh-77a1e9d0")));
    shown.add(
        post(
            issuer,
            "",
            Map.of(
                "grant_type", "refresh_token",
                "client_id", client,
                "client_secret", "canary-secret-5f3b88aa",
                "refresh_token", "canary-refresh-77a1e9d0")));
    shown.add(
        post(
            issuer,
            basic(client, "canary-secret-5f3b88aa"),
            Connection.refresh(client, "canary-refresh-77a1e9d0")));
    shown.add(post(issuer, "Bearer canary-header-token-1fb2", Map.of("grant_type", "password")));
    for (var path : List.of("/mcp", "/token", "/authorize", "/register", "/nowhere")) {
      var at = issuer + path + "?access_token=canary-query-token-91c4";
      shown.add(Http.get(at).body());
      shown.add(
          Http.send(
                  Http.to(issuer + path)
                      .header("Authorization", "Bearer canary-bearer-0d9c51e2")
                      .GET())
              .body());
    }
    var browser = new Browser();
    var signIn = browser.open(Connection.authorizationUri(issuer, client, ""), Connection.CALLBACK);
    browser.submit(
        signIn,
        Map.of("login", "canary password as login 88", "password", "canary password as login 88"),
        Connection.CALLBACK);
  }

  /// Every flow of those clients, as support sees it: as data and as pages. (AD-03)
  private void readTheStories(Program program) {
    var browser = new Browser();
    var at = browser.open(program.issuer() + "/support", "none:");
    at =
        browser.submit(
            at, Map.of("login", "support", "password", Program.SUPPORT_PASSWORD), "none:");
    shown.add(at.page());
    var api = program.issuer() + "/support/api/flows";
    var told = 0;
    for (var client : clients) {
      var found = browser.open(api + "?client_id=" + client + "&at=" + now(), "none:").page();
      shown.add(found);
      var list = program.issuer() + "/support?client_id=" + client + "&at=" + now();
      shown.add(browser.open(list, "none:").page());
      for (var flow : FLOW.matcher(found).results().map(MatchResult::group).distinct().toList()) {
        shown.add(browser.open(api + "/" + flow, "none:").page());
        shown.add(browser.open(program.issuer() + "/support/flows/" + flow, "none:").page());
        told++;
      }
    }
    assertThat(told).as("stories read").isPositive();
  }

  private void readTheMetrics(String operators) {
    assertThat(Http.get(operators + "/health/ready").statusCode()).isEqualTo(200);
    var metrics = Http.get(operators + "/metrics").body();
    assertThat(metrics)
        .contains("ninestep_exchange_seconds_count{status=\"2xx\",step=\"5\"} 1\n")
        .contains("ninestep_exchange_seconds_count{status=\"2xx\",step=\"5r\"} 1\n")
        .contains("ninestep_refusals_total{refusal=\"code-replayed\",step=\"5\"} 1.0")
        .contains("ninestep_facts_total{event=\"CallAdmitted\"} 1.0")
        .contains("ninestep_projector_behind ");
    shown.add(metrics);
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
  }

  /// The segments hold compressed batches, so the records are read as well.
  private void theRecordsHoldNone(Path directory) throws IOException, InterruptedException {
    try (var data = DataDirectory.claim(directory);
        var kafka = EmbeddedKafka.start(data, KafkaOptions.defaults().forShortLife());
        var consumer =
            new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      var partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = new HashMap<>(consumer.endOffsets(partitions));
      var read = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          read++;
          assertThat(canaries.in(bytes(record.key()))).as("key of %s", record).isEmpty();
          assertThat(canaries.in(bytes(record.value()))).as("value of %s", record).isEmpty();
          record
              .headers()
              .forEach(header ->
                  assertThat(canaries.in(bytes(header.value())))
                      .as("header %s of %s", header.key(), record)
                      .isEmpty());
        }
      }
      assertThat(read).as("records").isGreaterThan(20);
    }
  }

  private static byte[] bytes(byte @Nullable [] value) {
    return value == null ? new byte[0] : value;
  }

  private static List<Path> filesBelow(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static JsonObject register(String issuer) {
    var answer =
        Http.json(
            issuer + "/register",
            new JsonObject()
                .put("client_name", "canary")
                .put("redirect_uris", List.of(Connection.CALLBACK))
                .put("token_endpoint_auth_method", "client_secret_basic")
                .encode());
    return new JsonObject(answer.body());
  }

  private static String nonce(String page) {
    var found = NONCE.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  private static String basic(String id, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private static String refreshToken(JsonObject tokens) {
    return tokens.getString("refresh_token");
  }

  private JsonObject tokens(String issuer, String authorization, Map<String, String> fields) {
    return new JsonObject(post(issuer, authorization, fields));
  }

  private static String post(String issuer, String authorization, Map<String, String> fields) {
    var request = Http.to(issuer + "/token");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return Http.send(Http.form(request, fields)).body();
  }
}
