package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a gateway can be set to, and where it then points clients.
class GatewaySettingsTest {

  private static final URI UPSTREAM = URI.create("http://127.0.0.1:9000/mcp");
  private static final Scope MCP = Scope.of("mcp");

  @ParameterizedTest
  @CsvSource({
    "https://mcp.example, https://mcp.example/.well-known/oauth-protected-resource",
    "https://mcp.example/mcp, https://mcp.example/.well-known/oauth-protected-resource/mcp",
    "http://localhost:8080/a/b, http://localhost:8080/.well-known/oauth-protected-resource/a/b"
  })
  void theMetadataIsOnTheResourcesOwnOriginWithItsPathInserted(String resource, String metadata) {
    assertThat(GatewaySettings.of(resource(resource), UPSTREAM).resourceMetadata("/called"))
        .isEqualTo(metadata);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp", "ftp://a/b", "http:///b", "http://a/b?c", "http://a/b#c"})
  void anUpstreamThatIsNoHttpUrlIsRefusedByName(String upstream) {
    assertThatThrownBy(
            () -> GatewaySettings.of(resource("https://mcp.example"), URI.create(upstream)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(upstream);
  }

  @Test
  void aResourceHasAnUpstreamAndNotTooMany() {
    var many = Collections.nCopies(33, UPSTREAM).toArray(new URI[0]);
    assertThatThrownBy(() -> GatewaySettings.of(resource("https://mcp.example")))
        .hasMessageContaining("not 0");
    assertThatThrownBy(() -> GatewaySettings.of(resource("https://mcp.example"), many))
        .hasMessageContaining("not 33");
  }

  @Test
  void termsThatCannotBeMetAreRefusedByName() {
    assertThatThrownBy(() -> TestSettings.terms(Duration.ZERO, 0, 1, 1, Duration.ofSeconds(1)))
        .hasMessageContaining("connection");
    assertThatThrownBy(() -> TestSettings.terms(Duration.ZERO, 1, 0, 1, Duration.ofSeconds(1)))
        .hasMessageContaining("may wait");
    assertThatThrownBy(() -> TestSettings.terms(Duration.ZERO, 1, 1, 0, Duration.ofSeconds(1)))
        .hasMessageContaining("failure");
    assertThatThrownBy(() -> TestSettings.terms(Duration.ZERO, 1, 1, 1, Duration.ZERO))
        .hasMessageContaining("rest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/mcp/", "mcp"})
  void aPathThatCannotBeMountedIsRefusedByName(String path) {
    assertThatThrownBy(() -> mounted(path, Scope.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(path);
  }

  @Test
  void aScopeNobodyCanBeGrantedCannotBeNeeded() {
    assertThatThrownBy(() -> mounted("/mcp", Scope.of("admin")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("admin");
  }

  private static GatewaySettings mounted(String path, Scope needed) {
    return new GatewaySettings(
        resource("https://mcp.example"),
        NeededScopes.of(needed),
        CallLimits.USUAL,
        Prices.NONE,
        path,
        Optional.empty(),
        List.of(UPSTREAM),
        UpstreamTerms.USUAL,
        IdentityHeaders.SIGNED,
        Set.of(),
        true,
        Duration.ofSeconds(5));
  }

  private static ProtectedResource resource(String uri) {
    return new ProtectedResource(new ResourceUri(uri), MCP, MCP);
  }
}
