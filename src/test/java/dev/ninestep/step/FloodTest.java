package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Logged;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Position;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Repeated;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.Topic;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.trace.FlowSearch;
import dev.ninestep.trace.MemoryIndex;
import dev.ninestep.trace.SearchQuery;
import dev.ninestep.trace.Sentence;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever floods the server does not flood its log, and every request is counted. (EV-10)
class FloodTest {

  private static final int TIMES = 10_000;

  /// Ten, and one that tells the number of the others.
  private static final int RECORDS = 11;

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private List<StepRefused> refused(Refusal refusal) {
    return server.log.events(StepRefused.class).stream()
        .filter(event -> event.refusal() == refusal)
        .toList();
  }

  // EV-10
  @ParameterizedTest
  @CsvSource({
    "POST /token, a=b, 10000, 400, GRANT_TYPE_MISSING",
    "GET /nowhere, '', 10000, 404, NOT_FOUND",
    "GET /authorize?client_id=nobody, '', 10000, 400, CLIENT_UNKNOWN",
    "POST /token, grant_type=refresh_token&client_id=nobody, 1000, 429, TOKEN_REQUESTS_TOO_MANY",
    "POST /token, grant_type=magic&client_id=nobody, 1000, 400, GRANT_TYPE_UNSUPPORTED",
    "GET /token, '', 1000, 405, METHOD_NOT_ALLOWED",
    "GET /.well-known/nothing, '', 1000, 404, NOT_FOUND",
  })
  void ofAFloodTheLogHearsElevenTimesAndTheExactNumber(
      String request, String body, int times, int status, Refusal refusal) throws IOException {
    var answered = new Barrage(server, request, body).answered(times, status);
    server.recorder.flush();

    assertThat(answered).as("some may be refused in another way first").isGreaterThan(times - 11);
    assertThat(server.log.events(StepRefused.class)).hasSizeLessThanOrEqualTo(2 * RECORDS);
    assertThat(refused(refusal)).hasSizeLessThanOrEqualTo(RECORDS);
    assertThat(refused(refusal).stream().mapToLong(StepRefused::times).sum()).isEqualTo(answered);
    assertThat(server.log.events(StepRefused.class).stream().mapToLong(StepRefused::times).sum())
        .isEqualTo(times);
  }

  // EV-10
  @Test
  void ofAFloodOfDiscoveryTheLogHearsElevenTimesAndTheExactNumber() throws IOException {
    var answered =
        new Barrage(server, "GET /.well-known/oauth-authorization-server", "").answered(TIMES, 200);
    server.recorder.flush();

    var served = server.log.events(MetadataServed.class);
    assertThat(answered).isEqualTo(TIMES);
    assertThat(served).hasSize(RECORDS);
    assertThat(served.stream().mapToLong(MetadataServed::times).sum()).isEqualTo(TIMES);
    assertThat(Sentence.of(served.getLast())).endsWith("(9990 times)");
  }

  // EV-10
  @Test
  void theRecordOfAFloodSaysFromWhenToWhen() {
    for (var i = 0; i < 10; i++) {
      server.get("/nowhere");
    }
    server.log.pass(Duration.ofSeconds(5));
    server.get("/nowhere");
    server.log.pass(Duration.ofSeconds(20));
    var last = server.get("/nowhere");
    server.log.pass(Duration.ofSeconds(35));
    server.recorder.flush();

    assertThat(server.lastRefused().repeated())
        .contains(
            new Repeated(
                2, VirtualFlowLog.NOON.plusSeconds(5), VirtualFlowLog.NOON.plusSeconds(25)));
    assertThat(server.log.facts().getLast().flow())
        .as("the last one's reference leads to it")
        .hasToString(last.headers().firstValue("X-Correlation-ID").orElseThrow());
    assertThat(Sentence.of(server.lastRefused())).endsWith("(2 times)");
  }

  private static HttpResponse<String> mistaken(TestClient client) {
    return client.authorize(
        Form.with(client.authorization(), "redirect_uri", "https://other.example/cb"));
  }

  // EV-10
  @Test
  void inTheMidstOfAFloodFromTheSameAddressTheRefusalOfAnotherClientIsFound() throws IOException {
    var loud = TestClient.register(server);
    var quiet = TestClient.register(server);
    assertThat(new Barrage(server, "GET /authorize?client_id=nobody", "").answered(1_000, 400))
        .isEqualTo(1_000);
    for (var i = 0; i < 50; i++) {
      mistaken(loud);
    }
    var reference = mistaken(quiet).headers().firstValue("X-Correlation-ID").orElseThrow();
    mistaken(loud);
    server.recorder.flush();

    assertThat(found(quiet.id())).first().isEqualTo(reference);
    assertThat(found(loud.id())).hasSize(RECORDS);
    assertThat(found(new ClientId("nobody"))).hasSize(RECORDS);
  }

  /// The flows that the support team finds by a client_id.
  private List<String> found(ClientId client) {
    var records = new ArrayList<Logged>();
    for (Fact fact : server.log.facts()) {
      if (fact.event() instanceof StepRefused) {
        var at = new Position(Topic.FLOW, 0, records.size());
        records.add(new Logged.Known(at, fact.time(), fact));
      }
    }
    var query =
        new SearchQuery(
            Optional.of(client.value()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(5),
            50);
    return new FlowSearch(new MemoryIndex().add(records))
        .search(query, server.log.now()).await().stream()
            .map(ranked -> ranked.hit().flow().toString())
            .toList();
  }

  // EV-10
  @Test
  void reuseIsNeverCountedTogether() {
    var client = TestClient.register(server);
    var used = client.refreshToken();
    client.token(client.refresh(used));
    server.issued(2);
    for (var i = 0; i < 30; i++) {
      client.token(client.refresh(used));
    }
    server.recorder.flush();

    assertThat(server.log.events(StepRefused.class))
        .hasSize(30)
        .allMatch(event -> event.repeated().isEmpty())
        .first()
        .extracting(StepRefused::refusal)
        .isEqualTo(Refusal.REFRESH_TOKEN_REUSED);
  }

  // EV-10
  @Test
  void whatIsCountedOfAFlowIsToldInThatFlow() {
    var client = TestClient.register(server);
    var forged = Form.with(client.allowing(), "nonce", "forged");
    var other = Form.with(client.allowing(), "nonce", "forged");
    for (var i = 0; i < 15; i++) {
      client.decide(forged);
    }
    client.decide(other);
    server.recorder.flush();

    var refusals =
        server.log.facts().stream().filter(fact -> fact.event() instanceof StepRefused).toList();
    assertThat(refusals).hasSize(RECORDS + 1);
    assertThat(refusals.getLast().flow()).isEqualTo(refusals.getFirst().flow());
    assertThat(((StepRefused) refusals.getLast().event()).times()).isEqualTo(5);
    assertThat(refusals.stream().map(Fact::flow).distinct()).hasSize(2);
  }
}
