package dev.ninestep.step;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.ninestep.decision.GrantToIdentity;
import dev.ninestep.decision.IdentityProvider;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeySource;
import dev.ninestep.protocol.Scope;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A company whose identity provider vouches for its users.
final class Company {

  static final String ISSUER = "https://idp.example/";
  static final AccountId ANNA = new AccountId(0xa11, 0xce);

  static final SigningClient KEYS = SigningClient.es256();

  private Company() {}

  /// As an operator trusts it who has mapped one user by subject and one by address.
  static IdentityProvider provider() {
    return provider(new KeySource.ByValue(KEYS.jwks()), Set.of());
  }

  static IdentityProvider provider(KeySource keys, Set<ClientId> clients) {
    return new IdentityProvider(
        ISSUER,
        keys,
        clients,
        Set.of(TestServer.RESOURCE),
        Optional.of(Scope.of("mcp")),
        Map.of("anna", ANNA, "anna@company.example", ANNA));
  }

  /// An assertion without fault.
  static String assertion(TestServer server, ClientId client) {
    return assertion(server, client, claims -> claims);
  }

  /// An assertion that a test has changed.
  static String assertion(
      TestServer server, ClientId client, UnaryOperator<JWTClaimsSet.Builder> change) {
    return KEYS.signed(header("oauth-id-jag+jwt"), claims(server, client, change));
  }

  static JWSHeader header(String type) {
    return new JWSHeader.Builder(KEYS.algorithm())
        .keyID(KEYS.key().getKeyID())
        .type(new JOSEObjectType(type))
        .build();
  }

  static JWTClaimsSet claims(
      TestServer server, ClientId client, UnaryOperator<JWTClaimsSet.Builder> change) {
    var now = server.log.now();
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("anna")
                .audience(TestServer.ISSUER.value())
                .claim("client_id", client.value())
                .claim("resource", TestServer.RESOURCE.value())
                .claim("scope", "mcp support")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .jwtID(UUID.randomUUID().toString()))
        .build();
  }

  /// A token request with an assertion.
  static Map<String, String> request(String assertion) {
    return Map.of("grant_type", GrantToIdentity.GRANT_TYPE, "assertion", assertion);
  }
}
