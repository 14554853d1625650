package dev.ninestep.app.configuration;

import static dev.ninestep.app.configuration.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeySource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may be said about an identity provider that is trusted.
class IdentityProviderTest {

  private static final String SMALLEST =
      """
      issuer: https://auth.example.com
      resources: [{upstream: http://127.0.0.1:9000/mcp}]
      """;

  @Test
  void nobodyIsTrustedUnlessNamed() {
    assertThat(yaml(SMALLEST).configuration().identityProvider()).isEmpty();
  }

  @Test
  void aProviderIsReadWithItsUsers() {
    var provider =
        yaml(SMALLEST
                + """
                identity-provider:
                  issuer: https://idp.example.com/
                  jwks-uri: https://idp.example.com/keys
                  clients: [a, b]
                  accounts: {anna@example.com: anna, "00u1": ben}
                """)
            .configuration()
            .identityProvider()
            .orElseThrow();
    assertThat(provider.issuer()).isEqualTo("https://idp.example.com/");
    assertThat(provider.keys()).isEqualTo(new KeySource.At("https://idp.example.com/keys"));
    assertThat(provider.clients()).containsExactlyInAnyOrder(new ClientId("a"), new ClientId("b"));
    assertThat(provider.logins()).containsEntry("anna@example.com", "anna").hasSize(2);
  }

  @Test
  void keysInAFileAreReadAtTheStart(@TempDir Path directory) throws Exception {
    var key = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();
    var file = Files.writeString(directory.resolve("jwks.json"), new JWKSet(key).toString());
    var given = with("issuer: https://idp.example.com, jwks-file: " + file);
    assertThat(given.configuration().identityProvider().orElseThrow().keys())
        .isInstanceOf(KeySource.ByValue.class);
    Files.writeString(file, "{\"keys\": []}");
    assertThat(given.problems()).singleElement().asString().contains("holds no key", "jwks-file");
    Files.delete(file);
    assertThat(given.problems()).singleElement().asString().contains("no such file");
  }

  private static Given with(String members) {
    return yaml(SMALLEST + "identity-provider: {" + members + "}\n");
  }

  @Test
  void aProviderHasOneIssuerAndItsKeysInOnePlace() {
    assertThat(with("issuer: https://idp.example.com").problems())
        .singleElement()
        .asString()
        .startsWith("identity-provider.jwks-uri: required");
    assertThat(with("jwks-uri: https://idp.example.com/keys").problems())
        .singleElement()
        .asString()
        .startsWith("identity-provider.issuer: required");
    assertThat(
            with("issuer: https://a.example, jwks-uri: https://a.example/k, jwks-file: /k")
                .problems())
        .singleElement()
        .asString()
        .contains("not both");
  }

  @Test
  void itOpensOnlyWhatThereIs() {
    assertThat(
            with("issuer: https://a.example, jwks-uri: https://a.example/k,"
                    + " resources: https://b.example/mcp")
                .problems())
        .containsExactly(
            "identity-provider.resources: https://b.example/mcp is no resource of this server");
  }
}
