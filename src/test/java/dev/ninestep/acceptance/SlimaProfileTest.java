package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// "Advanced: debug the OAuth flow", line by line, against the `slima` profile. Its recipes are in
/// [SeedRecipesTest].
@Tag("process")
@TestMethodOrder(OrderAnnotation.class)
@ExtendWith(SharedProgram.class)
class SlimaProfileTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CODE_LIFE = Duration.ofSeconds(30);

  /// What `tail` prints of a code that is none of ours.
  private static final Predicate<String> FAILED_AT_STEP_5 =
      Pattern.compile("[0-9:.]+ +5 +[0-9a-f]{8} .* code-unknown .*").asMatchPredicate();

  private static Program program;
  private static String unused;
  private static Instant unusedSince;

  @BeforeAll
  static void find(@Profile("slima") Program shared) {
    program = shared;
    unused = authorized(register(Connection.CALLBACK).getString("client_id")).parameter("code");
    unusedSince = Instant.now();
  }

  @Test
  void theNineStepFlow() {
    // > The full 9-step OAuth flow
    // > 1. Client → POST /register (DCR — Dynamic Client Registration)
    // > ← 200 + client_id
    var registered = register(Connection.CALLBACK);
    assertThat(registered.getInteger("status")).isEqualTo(200);
    var client = registered.getString("client_id");
    // > 2. Client → GET /.well-known/oauth-authorization-server
    // > ← 200 + OAuth metadata
    var metadata = Http.get(program.issuer() + "/.well-known/oauth-authorization-server");
    assertThat(metadata.statusCode()).isEqualTo(200);
    // > 3. Client → opens /authorize?client_id=...&code_challenge=...
    // > ← Slima shows sign-in / authorize
    // > 4. User → "Authorize"
    // > ← Slima redirects to the client's redirect_uri + code=xxx
    var back = authorized(client);
    // > 5. Client → POST /token (with code + code_verifier)
    // > ← 200 + access_token + refresh_token
    var tokens = redeem(client, back.parameter("code"));
    assertThat(tokens.getInteger("status")).isEqualTo(200);
    assertThat(tokens.getString("refresh_token")).isNotEmpty();
    var bearer = "Bearer " + tokens.getString("access_token");
    // > 6. Client → GET /mcp (Authorization: Bearer access_token)
    // > ← 200 + MCP capabilities
    var capabilities = Http.send(Http.to(program.mcpUrl()).header("Authorization", bearer));
    assertThat(capabilities.statusCode()).isEqualTo(200);
    assertThat(capabilities.body()).contains("capabilities");
    // > 7-9. Subsequent tool calls:
    // > Client → POST /mcp/tools/call (+ Authorization)
    // > ← 200 + result
    var call =
        Http.json(
            program.mcpUrl() + "/tools/call",
            "{\"name\":\"whoami\",\"arguments\":{}}",
            "Authorization",
            bearer);
    assertThat(call.statusCode()).as(call.body()).isEqualTo(200);
  }

  @Test
  void step1InvalidRedirectUri() {
    // > | 1 (DCR) | 400 invalid_redirect_uri | Ensure redirect_uri is https or http://localhost |
    var refused = register("http://client.example/callback");
    assertThat(refused.getInteger("status")).isEqualTo(400);
    assertThat(refused.getString("error")).isEqualTo("invalid_redirect_uri");
    assertThat(explained(refused)).contains("Ensure redirect_uri is https or http://localhost");
  }

  @Test
  void step2WrongServerUrl() {
    // > | 2 (well-known) | 404 | Wrong server URL |
    var absent = Http.get(program.issuer() + "/wrong/.well-known/oauth-authorization-server");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(explained(new JsonObject(absent.body()))).contains("Check the server URL");
  }

  @Test
  void step4RedirectUriMismatch() {
    // > | 4 (callback) | "redirect_uri mismatch" | DCR-registered uri ≠ callback |
    var client = register("http://localhost:8901/other").getString("client_id");
    var page = Http.get(Connection.authorizationUri(program.issuer(), client, ""));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body())
        .contains("redirect_uri mismatch", Connection.CALLBACK, "http://localhost:8901/other");
    // > Screenshot + report via Report a bug / Contact support
    var reference = page.headers().firstValue("X-Correlation-ID").orElseThrow();
    assertThat(page.body()).contains("Reference <code>" + reference);
  }

  /// The last, so that the code grows old while the others run.
  @Test
  @Order(Integer.MAX_VALUE)
  void step5CodeExpired() {
    // > | 5 (token exchange) | invalid_grant | Code expired (30 sec); restart |
    var client = register(Connection.CALLBACK).getString("client_id");
    var tooOld = unusedSince.plus(CODE_LIFE).plusSeconds(1);
    await().atMost(PATIENCE).until(() -> Instant.now().isAfter(tooOld));
    var refused = redeem(client, unused);
    assertThat(refused.getInteger("status")).isEqualTo(400);
    assertThat(refused.getString("error")).isEqualTo("invalid_grant");
    assertThat(refused.getString("error_description")).contains("expired", "Restart");
  }

  @Test
  void step6AuthorizationHeaderMissing() {
    // > | 6 (mcp) | 401 | Authorization header missing |
    var challenged = Http.get(program.mcpUrl());
    assertThat(challenged.statusCode()).isEqualTo(401);
    assertThat(explained(new JsonObject(challenged.body()))).contains("no Authorization header");
  }

  /// What `wrangler tail` is to them, `ninestep tail` is to us.
  @Test
  void tailShowsWhichStepFails(@TempDir Path directory) throws Exception {
    // > Self-host: wrangler tail
    // > If you're self-hosting:
    // > wrangler tail my-slima-mcp
    var client = register("http://localhost:8901/tailed").getString("client_id");
    var printed = directory.resolve("tail.out");
    var tail = Tails.start(program, printed, "--client", client);
    try {
      // > Live worker logs — see exactly which step is failing.
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                redeem(client, "no code of ours");
                return new String(Files.readAllBytes(printed), StandardCharsets.UTF_8);
              },
              lines -> lines.lines().anyMatch(FAILED_AT_STEP_5));
    } finally {
      tail.destroy();
      assertThat(tail.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void aReportOfClientVersionAndErrorCodeLeadsToTheLastGoodStepAndTheFailingOne() {
    var client = register("http://localhost:8901/reported").getString("client_id");
    redeem(client, "no code of ours");
    // > Production: report
    // > If using Slima's official server and can't connect:
    // > Include: which client, version, error code
    var support = Connection.make(program.issuer(), "support", Program.SUPPORT_PASSWORD, "support");
    var bearer = "Bearer " + support.accessToken();
    var report = Map.of("client_name", "test 1.2.3", "error", "invalid_grant");
    var at = program.issuer() + "/support/api/flows";
    var search = Http.to(at + "?" + Http.encoded(report)).header("Authorization", bearer);
    var flow =
        await()
            .atMost(PATIENCE)
            .until(
                () -> new JsonObject(Http.send(search).body()).getJsonArray("flows"),
                flows -> flows != null && about(flows, client).isPresent());
    // > Check the client's logs (Claude Desktop / Cursor / ChatGPT) for the last successful step +
    // > the failing one
    var reference = about(flow, client).orElseThrow().getString("flow");
    var story = Http.send(Http.to(at + "/" + reference).header("Authorization", bearer));
    assertThat(steps(new JsonObject(story.body())))
        .containsEntry("1", "done")
        .containsEntry("5", "refused");
  }

  private static Optional<JsonObject> about(JsonArray flows, String client) {
    return flows.stream()
        .map(JsonObject.class::cast)
        .filter(flow -> client.equals(flow.getString("client_id")))
        .findFirst();
  }

  /// How each step of a story went.
  private static Map<String, String> steps(JsonObject story) {
    return story.getJsonArray("steps").stream()
        .map(JsonObject.class::cast)
        .collect(
            Collectors.toMap(
                step -> step.getString("step"), step -> step.getString("status"), (a, _) -> a));
  }

  private static JsonObject register(String callback) {
    var metadata =
        "{\"client_name\": \"test\", \"token_endpoint_auth_method\": \"none\", \"redirect_uris\":"
            + " [\""
            + callback
            + "\"]}";
    var answer = Http.json(program.issuer() + "/register", metadata);
    return new JsonObject(answer.body()).put("status", answer.statusCode());
  }

  private static Browser.At authorized(String client) {
    return new Browser()
        .allow(
            Connection.authorizationUri(program.issuer(), client, ""),
            "demo",
            Program.DEMO_PASSWORD,
            Connection.CALLBACK);
  }

  private static JsonObject redeem(String client, String code) {
    var answer = Http.form(program.issuer() + "/token", Connection.redemption(client, code));
    return new JsonObject(answer.body()).put("status", answer.statusCode());
  }

  /// What stands behind the error_uri of an answer.
  private static String explained(JsonObject refused) {
    return Http.get(refused.getString("error_uri")).body();
  }
}
