package dev.ninestep.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.AddressBlock;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.token.Mint;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An https issuer behind a proxy; the peer is always 127.0.0.1. (AZ-26)
class TlsOnlyTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final TrustedProxies TRUSTED =
      new TrustedProxies(Set.of(AddressBlock.parse("127.0.0.1").orElseThrow()));
  private static final String ISSUER = "https://auth.example";
  private static final String BROWSER = "text/html,application/xhtml+xml";

  private final VirtualFlowLog log = new VirtualFlowLog();

  @AfterAll
  static void close() {
    VERTX.close();
  }

  private HttpServer server(String issuer, TrustedProxies proxies) throws Exception {
    var mint = new Mint();
    var name = new Issuer(issuer);
    var refusals = new Refusals(name, new Recorder<>(log, log), new Pages(name));
    var exchanges =
        new Exchanges(
            mint::flow, mint::request, _ -> new Caller("h", "127.0.0.0/24", Optional.empty()));
    var router = Router.router(VERTX);
    router.route().handler(exchanges);
    router.route().handler(new TlsOnly(proxies, refusals));
    router.route().handler(context -> context.end("served"));
    return VERTX
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private HttpResponse<String> send(
      String issuer, TrustedProxies proxies, String method, String... headers) throws Exception {
    var server = server(issuer, proxies);
    try {
      var uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/authorize?client_id=a");
      var request =
          HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).headers(headers);
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } finally {
      server.close();
    }
  }

  @Test
  void aPageThatWasAskedForOverHttpIsToBeAskedForOverHttps() throws Exception {
    var answer = send(ISSUER, TRUSTED, "GET", "Accept", BROWSER, "X-Forwarded-Proto", "http");

    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.headers().firstValue("Location")).contains(ISSUER + "/authorize?client_id=a");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, application/json, X-Forwarded-Proto, http",
    "GET, */*,              X-Forwarded-Proto, HTTP",
    "GET, */*,              X-Forwarded-Proto, 'https, http'",
    "GET, */*,              Forwarded,         for=192.0.2.1;proto=http",
    "POST, text/html,       X-Forwarded-Proto, http",
  })
  void everythingElseIsRefused(String method, String accept, String header, String value)
      throws Exception {
    var answer = send(ISSUER, TRUSTED, method, "Accept", accept, header, value);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsExactly(Refusal.TLS_REQUIRED);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Proto, https",
    "X-Forwarded-Proto, 'http, https'",
    "Forwarded,         for=192.0.2.1;proto=https",
    "Forwarded,         for=192.0.2.1",
    "X-Other,           http",
  })
  void whatCameOverHttpsIsServed(String header, String value) throws Exception {
    assertThat(send(ISSUER, TRUSTED, "POST", header, value).body()).isEqualTo("served");
  }

  @Test
  void whoIsNotTrustedCannotSayIt() throws Exception {
    assertThat(send(ISSUER, TrustedProxies.NONE, "GET", "X-Forwarded-Proto", "http").body())
        .isEqualTo("served");
  }

  @Test
  void anIssuerOnLoopbackMayDoWithoutTls() throws Exception {
    assertThat(send("http://localhost:8080", TRUSTED, "GET", "X-Forwarded-Proto", "http").body())
        .isEqualTo("served");
  }
}
