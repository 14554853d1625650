package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.UpstreamSession;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions of the earlier revisions: whose they are, and where they lead.
class SessionTest {

  /// What an upstream got to see of a request.
  private record Seen(int upstream, String method, MultiMap headers) {

    List<String> session() {
      return headers.getAll("Mcp-Session-Id");
    }
  }

  private static final String HEADER = "Mcp-Session-Id";

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Harness> gateways = new ArrayList<>();
  private volatile boolean isIll;

  @AfterEach
  void close() {
    gateways.forEach(Harness::close);
  }

  private Harness before(UnaryOperator<GatewaySettings> change, int upstreams) {
    var all =
        IntStream.range(0, upstreams)
            .<Handler<HttpServerRequest>>mapToObj(i -> request -> serve(i, request))
            .toList();
    gateways.add(Harness.beforeSeveral(change, all));
    return gateways.getLast();
  }

  private Harness before(int upstreams) {
    return before(UnaryOperator.identity(), upstreams);
  }

  /// Begins a session for whoever has none.
  private void serve(int upstream, HttpServerRequest request) {
    seen.add(
        new Seen(
            upstream,
            request.method().name(),
            MultiMap.caseInsensitiveMultiMap().addAll(request.headers())));
    if (isIll) {
      request.connection().close();
      return;
    }
    var session = request.getHeader(HEADER);
    request.response().putHeader(HEADER, session == null ? "s-" + upstream : session).end();
  }

  private static RawHttp.Answer call(Harness gateway, String token, String... headers) {
    return send(gateway, "POST", token, headers);
  }

  private static RawHttp.Answer send(
      Harness gateway, String method, String token, String... headers) {
    return RawHttp.send(
        gateway.port(),
        method + " /mcp",
        Stream.concat(Stream.of("Authorization: Bearer " + token), Stream.of(headers))
            .toArray(String[]::new));
  }

  private static String begin(Harness gateway, String token) {
    return call(gateway, token).header(HEADER).getFirst();
  }

  private static void isRefused(Harness gateway, RawHttp.Answer answer) {
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("WWW-Authenticate")).isEmpty();
    assertThat(gateway.facts.events(CallRefused.class))
        .extracting(CallRefused::refusal)
        .containsExactly(Refusal.SESSION_UNKNOWN);
  }

  /// (GW-20): what a client holds is not what its server calls the session.
  @Test
  void aClientNeverSeesWhatTheUpstreamCallsItsSessionAndTheUpstreamSeesNothingElse() {
    var gateway = before(1);
    var token = gateway.token();
    var session = begin(gateway, token);
    assertThat(session).matches("[A-Za-z0-9_-]{60,}").doesNotContain("s-0");
    assertThat(call(gateway, token, HEADER + ": " + session).status()).isEqualTo(200);
    assertThat(seen.getLast().session()).containsExactly("s-0");
  }

  /// (GW-20)
  @Test
  void aSessionOfOneUserIsNoSessionWithTheTokenOfAnother() {
    var gateway = before(1);
    var session = begin(gateway, gateway.token());
    var answer = call(gateway, gateway.token(), HEADER + ": " + session);
    isRefused(gateway, answer);
    assertThat(seen).hasSize(1);
  }

  /// (GW-20): a session is never authentication.
  @Test
  void aSessionWithoutATokenIsChallenged() {
    var gateway = before(1);
    var session = begin(gateway, gateway.token());
    var answer = RawHttp.send(gateway.port(), "POST /mcp", HEADER + ": " + session);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(seen).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s-0", "", "guessed", "AQk"})
  void aSessionThatWasNotGivenOutHereIsUnknown(String text) {
    var gateway = before(1);
    isRefused(gateway, call(gateway, gateway.token(), HEADER + ": " + text));
    assertThat(seen).isEmpty();
  }

  @Test
  void twoSessionsAtOnceAreNone() {
    var gateway = before(1);
    var token = gateway.token();
    var header = HEADER + ": " + begin(gateway, token);
    isRefused(gateway, call(gateway, token, header, header));
  }

  @Test
  void aSessionInASpellingThatSomeServersReadAlikeGoesNoFurther() {
    var gateway = before(1);
    call(gateway, gateway.token(), "Mcp_Session_Id: s-7", "MCP-SESSION_ID: s-8");
    assertThat(seen.getLast().headers().names()).noneMatch(name -> name.contains("_"));
    assertThat(seen.getLast().session()).isEmpty();
  }

  @Test
  void aRefreshedTokenGoesOnWithTheSession() {
    var gateway = before(1);
    var first = gateway.granted();
    var session = begin(gateway, gateway.tokens.sign(first));
    var next = gateway.tokens.sign(later(first));
    assertThat(call(gateway, next, HEADER + ": " + session).status()).isEqualTo(200);
  }

  private static AccessToken later(AccessToken token) {
    return new AccessToken(
        token.flow(),
        token.client(),
        token.account(),
        token.scope(),
        token.resource(),
        "after-a-refresh",
        token.issuedAt(),
        token.expiresAt());
  }

  @Test
  void aSessionThatIsSpokenOfKeepsTheNameItsClientKnows() {
    var gateway = before(1);
    var token = gateway.token();
    var session = begin(gateway, token);
    assertThat(call(gateway, token, HEADER + ": " + session).header(HEADER))
        .containsExactly(session);
  }

  @Test
  void aSessionStaysWithTheUpstreamThatBeganItWhateverTheMethod() {
    var gateway = before(3);
    var token = gateway.token();
    var session = begin(gateway, token);
    var upstream = seen.getLast().upstream();
    for (var method : List.of("POST", "GET", "POST", "POST", "DELETE")) {
      send(gateway, method, token, HEADER + ": " + session, "Last-Event-ID: 41");
      assertThat(seen.getLast().upstream()).isEqualTo(upstream);
      assertThat(seen.getLast().method()).isEqualTo(method);
      assertThat(seen.getLast().session()).containsExactly("s-" + upstream);
      assertThat(seen.getLast().headers().get("Last-Event-ID")).isEqualTo("41");
    }
  }

  @Test
  void everyPodKnowsTheSessionsOfEveryOther() {
    var first = before(2);
    var token = first.granted();
    var session = begin(first, first.tokens.sign(token));
    var second = new Harness(List.of(UnaryOperator.identity()), _ -> urls(first));
    gateways.addFirst(second);
    second.activate(token.flow());
    var upstream = seen.getLast().upstream();
    var answer = call(second, second.tokens.sign(token), HEADER + ": " + session);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(seen.getLast().upstream()).isEqualTo(upstream);
  }

  /// In another order, and with one more.
  private static List<URI> urls(Harness other) {
    var urls = new ArrayList<>(other.upstreams.reversed());
    urls.addFirst(URI.create("http://127.0.0.1:9/mcp"));
    return urls;
  }

  @Test
  void aSessionOfAnUpstreamThatIsNotConfiguredAnyMoreIsUnknown() {
    var gateway = before(1);
    var token = gateway.granted();
    var elsewhere = new UpstreamSession(token.flow(), 1, false, "s-0");
    var text = new SealedValues(Harness.RING).seal(elsewhere);
    isRefused(gateway, call(gateway, gateway.tokens.sign(token), HEADER + ": " + text));
  }

  @Test
  void aSessionSealedWithAKeyThatIsGoneIsUnknown() {
    var gateway = before(1);
    var token = gateway.granted();
    var upstream = Upstream.name(gateway.upstreamUri());
    var text =
        new SealedValues(KeyRing.generate())
            .seal(new UpstreamSession(token.flow(), upstream, false, "s-0"));
    isRefused(gateway, call(gateway, gateway.tokens.sign(token), HEADER + ": " + text));
  }

  @Test
  void aSessionWhoseUpstreamIsOutOfUseIsUnknownWhereOthersCanBeginOne() {
    var gateway = before(TestSettings.resting(1, Duration.ofMinutes(1)), 2);
    var token = gateway.token();
    var header = HEADER + ": " + begin(gateway, token);
    isIll = true;
    assertThat(call(gateway, token, header).status()).isEqualTo(502);
    isIll = false;
    assertThat(call(gateway, token, header).status()).isEqualTo(404);
    assertThat(call(gateway, token).status()).isEqualTo(200);
  }

  @Test
  void aSessionWhoseOnlyUpstreamIsOutOfUseMayGoOnLater() {
    var gateway = before(TestSettings.resting(1, Duration.ofMinutes(1)), 1);
    var token = gateway.token();
    var header = HEADER + ": " + begin(gateway, token);
    isIll = true;
    assertThat(call(gateway, token, header).status()).isEqualTo(502);
    assertThat(call(gateway, token, header).status()).isEqualTo(503);
  }

  @Test
  void whatIsSealedIsOfItsGrantAlone() {
    var sealed = new SealedValues(Harness.RING);
    var session = new UpstreamSession(new FlowId(1, 2), -7, true, "/messages?sessionId=ü");
    assertThat(sealed.openUpstreamSession(sealed.seal(session))).isEqualTo(Optional.of(session));
  }
}
