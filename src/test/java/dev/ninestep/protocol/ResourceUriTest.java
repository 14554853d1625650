package dev.ninestep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceUriTest {

  @ParameterizedTest
  @CsvSource({
    "https://mcp.example/mcp, https://mcp.example/mcp",
    "HTTPS://MCP.Example/mcp, https://mcp.example/mcp",
    "https://mcp.example:443/mcp, https://mcp.example/mcp",
    "http://localhost:80/mcp, http://localhost/mcp",
    "http://localhost:8080/mcp, http://localhost:8080/mcp",
    "https://mcp.example:80/mcp, https://mcp.example:80/mcp",
    "https://mcp.example/mcp/, https://mcp.example/mcp",
    "https://mcp.example/mcp//, https://mcp.example/mcp",
    "https://mcp.example/, https://mcp.example",
    "https://mcp.example, https://mcp.example",
    "https://mcp.example/mcp?x=1, https://mcp.example/mcp",
    "https://mcp.example?x=1, https://mcp.example",
    "https://[2001:DB8::1]/mcp, https://[2001:db8::1]/mcp"
  })
  void oneResourceHasOneForm(String text, String canonical) {
    assertThat(ResourceUri.parse(text)).contains(new ResourceUri(canonical));
  }

  @ParameterizedTest
  @CsvSource({
    "https://mcp.example/mcp, https://mcp.example/MCP",
    "https://mcp.example/mcp, http://mcp.example/mcp",
    "https://mcp.example/mcp, https://mcp.example.evil/mcp",
    "https://mcp.example/mcp, https://mcp.example/mcp/admin",
    "https://mcp.example/mcp, https://mcp.example/%6dcp",
    "https://mcp.example/mcp, https://mcp.example:8443/mcp"
  })
  void whatDiffersOtherwiseIsAnotherResource(String one, String other) {
    assertThat(ResourceUri.parse(one)).isPresent().isNotEqualTo(ResourceUri.parse(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/mcp",
        "mcp.example/mcp",
        "//mcp.example/mcp",
        "https://mcp.example/mcp#x",
        "https://mcp.example/mcp#",
        "https://user@mcp.example/mcp",
        "https:///mcp",
        "https:mcp",
        "ftp://mcp.example/mcp",
        "urn:mcp",
        "https://mcp example/mcp",
        "https://mcp.example/%zz"
      })
  void whatIsNoAbsoluteHttpUriIsNoResource(String text) {
    assertThat(ResourceUri.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://mcp.example/", "https://MCP.example", "https://mcp.example?x"})
  void aValueIsCanonical(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ResourceUri(text));
  }

  @Test
  void thePathIsForRouting() {
    assertThat(new ResourceUri("https://mcp.example/a/b").path()).isEqualTo("/a/b");
    assertThat(new ResourceUri("https://mcp.example").path()).isEmpty();
  }
}
