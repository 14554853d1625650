package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.doctor.Doctor;
import dev.ninestep.doctor.Report;
import dev.ninestep.doctor.SignIn;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The doctor at a server in good health, and at the same server behind whatever people put before
/// servers.
@Tag("process")
class DoctorTest {

  private static final SignIn DEMO = new SignIn.Headless("demo", Program.DEMO_PASSWORD);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int SECONDS = 30;

  private static Vertx vertx;
  private static Program program;
  private static BreakingProxy proxy;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    vertx = Vertx.vertx();
    var upstream =
        vertx
            .createHttpServer()
            .requestHandler(new StreamingMcpServer())
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(SECONDS, TimeUnit.SECONDS);
    program =
        Program.dev(
            directory,
            Map.of(
                "NINESTEP_TOKENS_PER_MINUTE", "100000",
                "NINESTEP_RESOURCES_1_PATH", "/streaming",
                "NINESTEP_RESOURCES_1_UPSTREAM",
                    "http://127.0.0.1:" + upstream.actualPort() + "/mcp"));
    proxy = new BreakingProxy(program.issuer());
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.close();
    program.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aServerInGoodHealthHasNothingWrongWithIt() {
    assertNothingIsWrong(examine(program.mcpUrl(), LONG));
  }

  @Test
  void neitherHasOneThatStreams() {
    var report = examine(program.issuer() + "/streaming", LONG);
    assertNothingIsWrong(report);
    assertThat(report.text(false)).contains("A stream of events begins at once");
    assertThat(find(report.json(), "stream").getString("seen")).isEqualTo("it begins at once");
  }

  @Test
  void aProxyThatBreaksNothingIsNotNoticed() {
    proxy.breaks(Breakage.NOTHING);
    assertNothingIsWrong(examine(proxy.origin() + "/mcp", LONG));
  }

  static List<Breakages> breakages() {
    return Breakages.all();
  }

  @ParameterizedTest
  @MethodSource("breakages")
  void whatIsBrokenIsNamed(Breakages broken) {
    proxy.breaks(broken.breakage());
    var report = examine(proxy.origin() + "/mcp", LONG);
    assertNames(report, broken.verdict(), broken.check(), broken.words());
    assertThat(report.isBroken()).isEqualTo(broken.verdict().equals("broken"));
    assertThat(report.text(true) + report.json())
        .doesNotContain(Program.DEMO_PASSWORD)
        .satisfies(text -> assertThat(proxy.secrets()).noneMatch(text::contains));
  }

  @Test
  void aBufferedStreamIsNamed() {
    proxy.breaks(Breakage.BUFFERED);
    assertNames(
        examine(proxy.origin() + "/streaming", Duration.ofSeconds(10)),
        "broken",
        "stream",
        "something in between buffers it");
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() {
    proxy.breaks(Breakage.hanging(Breakages::isRegistration));
    assertNames(
        examine(proxy.origin() + "/mcp", Duration.ofSeconds(10)),
        "broken",
        "register",
        "within 10 s");
  }

  @Test
  void theCommandSaysInItsExitCodeWhetherAnythingIsBroken() throws Exception {
    var healthy = run(program.mcpUrl(), "--headless", "--user", "demo", "--json");
    assertThat(healthy.exitCode()).as(healthy.printed()).isZero();
    assertThat(new JsonObject(healthy.printed()).getInteger("broken")).isZero();

    proxy.breaks(Breakage.answering(said -> said.without("WWW-Authenticate")));
    var broken = run(proxy.origin() + "/mcp", "--no-sign-in");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.printed())
        .contains("broken     A POST without a token is challenged\n")
        .contains("cause: 401 comes without WWW-Authenticate")
        .contains("not tried  The code becomes tokens: nobody was to sign in");
  }

  private record Run(int exitCode, String printed) {}

  private static Run run(String url, String... options) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var line =
        new ArrayList<>(List.of(java, "-jar", System.getProperty("ninestep.jar"), "doctor", url));
    line.addAll(List.of(options));
    var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("NINESTEP_DOCTOR_PASSWORD", Program.DEMO_PASSWORD);
    var process = CommandCache.reading(builder);
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), printed);
  }

  private static Report examine(String url, Duration patience) {
    return new Doctor(URI.create(url), DEMO, patience, Optional.empty(), 0).examine();
  }

  private static void assertNothingIsWrong(Report report) {
    var json = report.json();
    assertThat(List.of(json.getLong("broken"), json.getLong("warnings"), json.getLong("not_tried")))
        .as(report.text(false))
        .containsOnly(0L);
  }

  private static void assertNames(Report report, String verdict, String check, String words) {
    var worst = first(report.json(), "broken").or(() -> first(report.json(), "warning"));
    assertThat(worst).as(report.text(false)).isPresent();
    assertThat(worst.get().getString("check")).as(report.text(false)).isEqualTo(check);
    assertThat(worst.get().getString("verdict")).isEqualTo(verdict);
    assertThat(worst.get().getString("cause")).contains(words);
    assertThat(worst.get().getString("fix")).isNotBlank();
    assertThat(worst.get().getString("curl")).startsWith("curl -");
  }

  private static Optional<JsonObject> first(JsonObject report, String verdict) {
    return report.getJsonArray("checks").stream()
        .map(JsonObject.class::cast)
        .filter(check -> check.getString("verdict").equals(verdict))
        .findFirst();
  }

  private static JsonObject find(JsonObject report, String name) {
    return report.getJsonArray("checks").stream()
        .map(JsonObject.class::cast)
        .filter(check -> check.getString("check").equals(name))
        .findFirst()
        .orElseThrow();
  }
}
