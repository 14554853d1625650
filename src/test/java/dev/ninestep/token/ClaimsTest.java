package dev.ninestep.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ninestep.protocol.Issuer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens signed by our own key whose claims are not what ours are: another release's, or a key's
/// that signed more than it should.
class ClaimsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final KeyRing RING = KeyRing.generate();
  private static final Issuer ISSUER = new Issuer("https://auth.example.com");
  private static final AccessTokens TOKENS = new AccessTokens(RING, ISSUER);
  private static final Jws JWS = new Jws(RING.accessTokens(), "at+jwt", Crypto.best());

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "client_id", "scope", "iat", "exp", "jti", "flow"})
  void everyClaimIsRequired(String name) throws Exception {
    var claims = claims();
    claims.remove(name);

    assertThat(verify(claims.toString())).isEqualTo(illFormed(name));
    assertThat(verify(claims.putNull(name).toString())).isEqualTo(illFormed(name));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "iss, 7",
        "sub, '\"alice\"'",
        "sub, '\"0123456789ABCDEF0123456789ABCDEF\"'",
        "aud, '[\"https://mcp.example.com/mcp\"]'",
        "aud, '\"mcp\"'",
        "client_id, '\"\"'",
        "client_id, '\"a b\"'",
        "scope, '\"a\\\"b\"'",
        "scope, '[\"a\"]'",
        "exp, '\"4000000000\"'",
        "exp, 4000000000.5",
        "exp, -1",
        "exp, 253402300800",
        "exp, 9223372036854775808",
        "iat, true",
        "jti, 1",
        "flow, '\"../x\"'"
      })
  void aClaimOfAnotherFormIsMalformed(String name, String value) throws Exception {
    var claims = claims().set(name, JSON.readTree(value));

    assertThat(verify(claims.toString())).isEqualTo(illFormed(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://auth.example.com/",
        "https://AUTH.example.com",
        "http://auth.example.com",
        "https://evil.example"
      })
  void theIssuerIsComparedByteForByte(String issuer) throws Exception {
    assertThat(verify(claims().put("iss", issuer).toString()))
        .isEqualTo(new Verification.NotOurs("iss is another issuer"));
  }

  @Test
  void aClaimThisReleaseDoesNotKnowChangesNothing() throws Exception {
    assertThat(verify(claims().put("future", 1).toString()))
        .isEqualTo(new Verification.Verified(new Samples(1).accessToken()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "\"text\"", "{", "{\"iss\":1,\"iss\":2}", "\u0000"})
  void claimsThatAreNoObjectAreMalformed(String claims) {
    assertThat(verify(claims))
        .isEqualTo(new Verification.Malformed("the claims are not a JSON object"));
  }

  private static ObjectNode claims() throws Exception {
    var token = TOKENS.sign(new Samples(1).accessToken());
    return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  private static Verification verify(String claims) {
    return TOKENS.verify(JWS.sign(claims.getBytes(UTF_8)));
  }

  private static Verification illFormed(String name) {
    return new Verification.Malformed("claim " + name + " is missing or ill-formed");
  }
}
