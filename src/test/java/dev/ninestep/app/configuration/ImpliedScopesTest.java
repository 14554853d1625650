package dev.ninestep.app.configuration;

import static dev.ninestep.app.configuration.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Scope;
import org.junit.jupiter.api.Test;

/// Which scopes imply others is said in the configuration, and what makes no sense is refused by
/// its key. (GW-13)
class ImpliedScopesTest {

  private static Given with(String implied) {
    return yaml(
        """
        issuer: https://auth.example.com
        resources:
          - upstream: http://127.0.0.1:9000/mcp
            scopes: mcp files:read files:write admin
            implied-scopes: %s
        """
            .formatted(implied));
  }

  @Test
  void aScopeMayImplyOthersDirectlyOrThroughOthers() {
    var resource =
        with("{\"files:write\": files:read, admin: [mcp, files:write]}")
            .configuration()
            .resources()
            .getFirst()
            .resource();
    assertThat(resource.hierarchy().meaning(Scope.of("admin"))).isEqualTo(resource.offered());
    assertThat(resource.hierarchy().meaning(Scope.of("files:write")))
        .isEqualTo(Scope.of("files:read", "files:write"));
  }

  @Test
  void aCircleIsRefusedByItsKey() {
    assertThat(with("{\"files:read\": files:write, \"files:write\": files:read}").problems())
        .singleElement()
        .asString()
        .startsWith("resources.0.implied-scopes: 'files:")
        .endsWith("' would imply itself");
  }

  @Test
  void aScopeThatIsNotOfferedIsRefusedByItsKey() {
    assertThat(with("{admin: everything, root: mcp}").problems())
        .containsExactlyInAnyOrder(
            "resources.0.implied-scopes.admin: 'everything' is not among the scopes 'admin"
                + " files:read files:write mcp'",
            "resources.0.implied-scopes.root: 'root' is not among the scopes 'admin files:read"
                + " files:write mcp'");
  }
}
