package dev.ninestep.app.configuration;

import static dev.ninestep.app.configuration.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Scope;
import org.junit.jupiter.api.Test;

/// Which scopes single tools need is said in the configuration, and what makes no sense is refused
/// by its key. (GW-12)
class ToolScopesTest {

  private static Given with(String tools) {
    return yaml(
        """
        issuer: https://auth.example.com
        resources:
          - upstream: http://127.0.0.1:9000/mcp
            scopes: mcp files:read files:write
            tool-scopes: %s
        """
            .formatted(tools));
  }

  @Test
  void aToolMayNeedScopesBesideThoseOfEveryCall() {
    var needed =
        with("{read_file: files:read, \"a.b/c\": [files:read, files:write]}")
            .configuration()
            .resources()
            .getFirst()
            .needed();
    assertThat(needed.byAll()).isEqualTo(Scope.of("mcp"));
    assertThat(needed.byTools())
        .containsEntry("read_file", Scope.of("files:read"))
        .containsEntry("a.b/c", Scope.of("files:read", "files:write"))
        .hasSize(2);
  }

  @Test
  void aScopeThatIsNotOfferedIsRefusedByItsKey() {
    assertThat(with("{read_file: [everything, mcp]}").problems())
        .containsExactly(
            "resources.0.tool-scopes.read_file: 'everything' is not among the scopes 'files:read"
                + " files:write mcp'");
  }
}
