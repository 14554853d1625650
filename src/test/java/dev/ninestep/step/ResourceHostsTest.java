package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Resources of several hosts that have one path: each host tells of its own.
class ResourceHostsTest {

  private static final String KNOWN = "/.well-known/oauth-protected-resource";

  private TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void serve(String... resources) {
    server.close();
    server =
        new TestServer(
            TestSettings.at(
                TestServer.ISSUER,
                "",
                Stream.of(resources)
                    .map(uri ->
                        new ProtectedResource(
                            new ResourceUri(uri), Scope.of("mcp"), Scope.of("mcp")))
                    .toList()));
  }

  private String resourceAt(String path, String host) throws IOException {
    var response =
        server.raw(
            "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host));
    return new JsonObject(response.substring(response.indexOf('{'))).getString("resource");
  }

  // MET-09
  @Test
  void resourcesWithOnePathAreToldApartByHost() throws IOException {
    serve("https://auth.example/mcp", "https://files.example/mcp", "https://files.example");
    assertThat(resourceAt(KNOWN + "/mcp", "auth.example")).isEqualTo("https://auth.example/mcp");
    assertThat(resourceAt(KNOWN + "/mcp", "files.example")).isEqualTo("https://files.example/mcp");
    assertThat(resourceAt(KNOWN + "/mcp/", "files.example"))
        .isEqualTo("https://files.example/mcp/");
    assertThat(resourceAt("/mcp" + KNOWN, "files.example")).isEqualTo("https://files.example/mcp");
    assertThat(resourceAt(KNOWN, "files.example")).isEqualTo("https://files.example");
    assertThat(resourceAt(KNOWN, "auth.example")).isEqualTo("https://auth.example/mcp");
    assertThat(resourceAt(KNOWN + "/mcp", "proxy.internal")).isEqualTo("https://auth.example/mcp");
  }
}
