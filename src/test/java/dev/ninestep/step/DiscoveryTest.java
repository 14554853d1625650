package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.Caller;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.Mint;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The host of a gateway whose authorization server is elsewhere.
class DiscoveryTest {

  private static final Issuer ISSUER = new Issuer("https://auth.example");

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server = vertx.createHttpServer();

  @BeforeEach
  void start() {
    var resource =
        new ProtectedResource(
            new ResourceUri("https://mcp.example/mcp"), Scope.of("mcp"), Scope.of("mcp"));
    var settings = TestSettings.at(ISSUER, "", List.of(resource));
    var log = new VirtualFlowLog();
    var refusals = new Refusals(ISSUER, new Recorder<>(log, log), new Pages(ISSUER));
    var mint = new Mint();
    var router = Router.router(vertx);
    router
        .route()
        .handler(new Exchanges(mint::flow, mint::request, a -> new Caller(a, a, Optional.empty())));
    new Discovery(settings, refusals, () -> "{\"keys\":[]}").mount(router);
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void stop() {
    http.close();
    vertx.close().await();
  }

  // MET-09
  @Test
  void aGatewayAloneTellsWhichAuthorizationServerItTrusts() {
    for (var path : List.of("", "/mcp")) {
      var resource = json(get("/.well-known/oauth-protected-resource" + path));
      assertThat(resource.getString("resource")).isEqualTo("https://mcp.example/mcp");
      assertThat(resource.getJsonArray("authorization_servers")).containsExactly(ISSUER.value());
    }
  }

  // MET-01
  @Test
  void olderClientsFindTheAuthorizationServerByAskingTheHostOfTheMcpUrl() {
    var metadata = json(get("/.well-known/oauth-authorization-server"));
    assertThat(metadata.getString("issuer")).isEqualTo(ISSUER.value());
    assertThat(metadata.getString("token_endpoint")).isEqualTo("https://auth.example/token");
  }

  // MET-03
  @Test
  void anUnknownWellKnownPathIsNotFoundThereToo() {
    assertThat(get("/.well-known/other").statusCode()).isEqualTo(404);
    assertThat(get("/token").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
