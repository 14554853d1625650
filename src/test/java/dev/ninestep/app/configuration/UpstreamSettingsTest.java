package dev.ninestep.app.configuration;

import static dev.ninestep.app.configuration.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.gateway.IdentityHeaders;
import dev.ninestep.gateway.UpstreamTerms;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is behind a resource, and the way to it.
class UpstreamSettingsTest {

  private static Given before(String upstreams) {
    return yaml(
        """
        issuer: https://auth.example.com
        resources: [{upstream: %s}]
        """
            .formatted(upstreams));
  }

  @Test
  void resourcesOfSeveralHostsMayHaveOnePath() {
    var resources =
        yaml("""
        issuer: https://auth.example.com
        resources:
          - {path: /mcp, upstream: http://a/}
          - {uri: https://d.example.com/mcp, upstream: http://d/}
          - {uri: https://e.example.com, upstream: http://e/}
        """)
            .configuration()
            .resources();
    assertThat(resources)
        .extracting(r -> r.resource().uri().path())
        .containsExactly("/mcp", "/mcp", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[http://a:3000/mcp, http://b:3000/mcp]",
        "'http://a:3000/mcp,http://b:3000/mcp'",
        "'http://a:3000/mcp http://b:3000/mcp'"
      })
  void aResourceMayHaveSeveralUpstreams(String upstreams) {
    assertThat(before(upstreams).configuration().resources().getFirst().upstream())
        .isEqualTo(
            new Upstream.At(
                List.of(URI.create("http://a:3000/mcp"), URI.create("http://b:3000/mcp"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[http://a/, built-in]", "[http://a/, ftp://b/]"})
  void upstreamsThatDoNotFitAreRefusedByName(String upstreams) {
    assertThat(before(upstreams).problems())
        .singleElement()
        .asString()
        .startsWith("resources.0.upstream: expected");
  }

  @Test
  void aConnectionMustOutliveWhatItsCallWaitsFor() {
    assertThat(
            yaml("""
            issuer: https://auth.example.com
            http: {idle-timeout: 75s}
            resources:
              - {path: /a, upstream: http://a/, response-timeout: 74s}
              - {path: /b, upstream: http://b/, response-timeout: 75s}
            """)
                .problems())
        .singleElement()
        .asString()
        .isEqualTo(
            "http.idle-timeout: 75 s would end calls that resources.1 may answer within 75 s");
  }

  @Test
  void aResourceMayHaveItsOwnWayToItsUpstreams() {
    var resources =
        yaml("""
        issuer: https://auth.example.com
        http: {idle-timeout: 301s}
        gateway: {connect-timeout: 3s, response-timeout: 30s, failures-in-a-row: 7}
        resources:
          - {path: /a, upstream: http://a/, connections: 8, waiting: 16, idle-timeout: 50s}
          - {path: /b, upstream: http://b/, connect-timeout: 1s, response-timeout: 5m}
        """)
            .configuration()
            .resources();
    var usual = UpstreamTerms.USUAL;
    assertThat(resources.getFirst().terms())
        .isEqualTo(
            new UpstreamTerms(
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                8,
                16,
                Duration.ofSeconds(50),
                7,
                usual.shortestRest(),
                usual.longestRest()));
    assertThat(resources.getLast().terms())
        .isEqualTo(
            new UpstreamTerms(
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                usual.connections(),
                usual.waiting(),
                usual.idle(),
                7,
                usual.shortestRest(),
                usual.longestRest()));
  }

  @Test
  void upstreamsAreToldWhoCallsByASignatureUnlessPlainHeadersAreAskedFor() {
    var resources =
        yaml("""
        issuer: https://auth.example.com
        resources:
          - {path: /a, upstream: http://a/}
          - {path: /b, upstream: http://b/, identity-headers: plain}
        """)
            .configuration()
            .resources();
    assertThat(resources.getFirst().identityHeaders()).isEqualTo(IdentityHeaders.SIGNED);
    assertThat(resources.getLast().identityHeaders()).isEqualTo(IdentityHeaders.PLAIN);
  }
}
