package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where metadata is found: at every address that clients try, and nowhere else.
class MetadataAddressesTest {

  private static final String SERVER = "/.well-known/oauth-authorization-server";

  private TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  // MET-09
  @ParameterizedTest
  @CsvSource({
    "/.well-known/oauth-authorization-server,      authorization-server, METADATA",
    "/.well-known/oauth-authorization-server/,     authorization-server, METADATA",
    "/.well-known/oauth-authorization-server/mcp,  authorization-server, METADATA",
    "/.well-known/oauth-authorization-server/mcp/, authorization-server, METADATA",
    "/mcp/.well-known/oauth-authorization-server,  authorization-server, METADATA",
    "/.well-known/openid-configuration,            openid-configuration, METADATA",
    "/.well-known/openid-configuration/mcp,        openid-configuration, METADATA",
    "/mcp/.well-known/openid-configuration,        openid-configuration, METADATA",
    "/.well-known/oauth-protected-resource,        protected-resource,   CHALLENGE",
    "/.well-known/oauth-protected-resource/,       protected-resource,   CHALLENGE",
    "/.well-known/oauth-protected-resource/mcp,    protected-resource,   CHALLENGE",
    "/.well-known/oauth-protected-resource/mcp/,   protected-resource,   CHALLENGE",
    "/mcp/.well-known/oauth-protected-resource,    protected-resource,   CHALLENGE",
    "/.well-known/ssf-configuration,               ssf-configuration,    METADATA",
    "/jwks,                                        jwks,                 METADATA",
  })
  void everyPathThatClientsProbeIsServedAndTold(String path, String document, Step step) {
    assertThat(server.get(path).statusCode()).isEqualTo(200);
    var told = server.log.events(MetadataServed.class).getLast();
    assertThat(told.document()).isEqualTo(document);
    assertThat(path).startsWith(told.path());
    assertThat(told.step()).isEqualTo(step);
  }

  // MET-09
  @Test
  void aResourceIsNamedAsTheClientAddressesItDownToTheLastSlash() {
    assertThat(resourceAt("/.well-known/oauth-protected-resource/mcp"))
        .isEqualTo("https://auth.example/mcp");
    assertThat(resourceAt("/.well-known/oauth-protected-resource/mcp/"))
        .isEqualTo("https://auth.example/mcp/");
  }

  // MET-09
  @Test
  void eachHostIsToldOfItsOwnResource() throws IOException {
    server.close();
    var elsewhere = new ResourceUri("https://files.example:8443/files/mcp");
    server =
        new TestServer(
            TestSettings.at(
                TestServer.ISSUER,
                "",
                List.of(
                    new ProtectedResource(TestServer.RESOURCE, Scope.of("mcp"), Scope.of("mcp")),
                    new ProtectedResource(elsewhere, Scope.of("files"), Scope.of("files")))));
    assertThat(resourceAtTheRootOf("auth.example")).isEqualTo("https://auth.example/mcp");
    assertThat(resourceAtTheRootOf("FILES.example:8443")).isEqualTo(elsewhere.value());
    assertThat(resourceAtTheRootOf("evil.example")).isEqualTo("https://auth.example/mcp");
    // The authorization server is the same wherever it is asked for.
    assertThat(json(server.get(SERVER + "/files/mcp")).getString("issuer"))
        .isEqualTo("https://auth.example");
  }

  private String resourceAtTheRootOf(String host) throws IOException {
    var response =
        server.raw(
            "GET /.well-known/oauth-protected-resource HTTP/1.1\r\nHost: "
                + host
                + "\r\nConnection: close\r\n\r\n");
    return new JsonObject(response.substring(response.indexOf('{'))).getString("resource");
  }

  // MET-03
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/oauth-authorization-server/tenant",
        "/.well-known/oauth-protected-resource/mcp/tools",
        "/.well-known/openid-federation",
        "/.well-known/",
        "/mcp/.well-known/other",
      })
  void aWellKnownPathThatIsNotOursIsACleanNotFound(String path) {
    var response = server.get(path, "Accept", "text/html");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).getString("error")).isEqualTo("not_found");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.NOT_FOUND);
  }

  // MET-03
  @Test
  void anIssuerAndEndpointsUnderPathsAreFoundByBothSpellings() {
    server.close();
    var tenant = new Issuer("https://auth.example/tenant");
    var files = new ResourceUri("https://auth.example/files/mcp");
    server =
        new TestServer(
            TestSettings.at(
                tenant,
                "/oauth",
                List.of(
                    new ProtectedResource(TestServer.RESOURCE, Scope.of("mcp"), Scope.of("mcp")),
                    new ProtectedResource(files, Scope.of("files"), Scope.of("files")))));
    for (var path :
        List.of(
            "/.well-known/oauth-authorization-server/tenant",
            "/.well-known/openid-configuration/tenant",
            "/tenant/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server/oauth",
            "/.well-known/oauth-authorization-server/files/mcp")) {
      var metadata = json(server.get(path));
      assertThat(metadata.getString("issuer")).isEqualTo("https://auth.example/tenant");
      assertThat(metadata.getString("token_endpoint"))
          .isEqualTo("https://auth.example/oauth/token");
    }
    assertThat(resourceAt("/.well-known/oauth-protected-resource"))
        .isEqualTo("https://auth.example/mcp");
    assertThat(resourceAt("/.well-known/oauth-protected-resource/files/mcp"))
        .isEqualTo("https://auth.example/files/mcp");
    assertThat(server.get("/oauth/jwks").statusCode()).isEqualTo(200);
    assertThat(server.get("/jwks").statusCode()).isEqualTo(404);
  }

  private String resourceAt(String path) {
    return json(server.get(path)).getString("resource");
  }
}
