package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.token.Forger;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls with tokens that are good but for one thing, signed with the very key of the server.
class ForgedCallTest {

  private final AtomicInteger calls = new AtomicInteger();
  private final Harness harness =
      new Harness(request -> {
        calls.incrementAndGet();
        request.response().end("up");
      });
  private final Forger forger = new Forger(Harness.RING);
  private final JsonObject claims = claims(harness.token());

  @AfterEach
  void close() {
    harness.close();
  }

  private static JsonObject claims(String token) {
    var bytes = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
  }

  private int status(String path, String token) {
    return RawHttp.send(harness.port(), "POST " + path, "Authorization: Bearer " + token).status();
  }

  private void isRefused(String token) {
    var answer = RawHttp.send(harness.port(), "POST /mcp", "Authorization: Bearer " + token);
    assertThat(answer.status()).as(token).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .singleElement()
        .asString()
        .startsWith("Bearer error=\"invalid_token\", ");
    assertThat(calls).hasValue(0);
  }

  private void isRefusedUnder(String header) {
    isRefused(forger.signed(header, claims.encode()));
  }

  /// What is forged below is let in while nothing is wrong with it.
  @Test
  void whatIsForgedWithoutFaultIsLetIn() {
    assertThat(status("/mcp", forger.signed(forger.header(), claims.encode()))).isEqualTo(200);
  }

  /// GW-07.
  @Test
  void theAlgorithmIsOurs() throws Exception {
    for (var alg : new String[] {"none", "None", "HS256", "RS256", "ES512", "XX1"}) {
      isRefusedUnder(forger.header().replace("ES256", alg));
      isRefused(forger.unsigned(forger.header().replace("ES256", alg), claims.encode()));
    }
    var shared = forger.header().replace("ES256", "HS256");
    isRefused(forger.withPublicKeyAsSecret(shared, claims.encode()));
    isRefused(forger.withPublicKeyAsSecret(forger.header(), claims.encode()));
  }

  /// GW-07.
  @Test
  void noHeaderChoosesAKey() {
    for (var kid : new String[] {"../../../../dev/null", "/etc/passwd", "' OR 1=1 --", ""}) {
      isRefusedUnder(forger.header().replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":\"" + kid + "\""));
    }
    isRefusedUnder(with("\"jku\":\"https://evil.example/jwks\""));
    isRefusedUnder(with("\"x5u\":\"https://evil.example/x\""));
    isRefusedUnder(with("\"jwk\":" + forger.publicKey()));
  }

  private String with(String member) {
    return forger.header().replace("}", "," + member + "}");
  }

  /// GW-07.
  @ParameterizedTest
  @ValueSource(strings = {"JWT", "AT+JWT", "dpop+jwt", "logout+jwt", "ninestep-identity+jwt"})
  void anotherJwtOfTheSameKeyIsNoAccessToken(String type) {
    isRefusedUnder(forger.header().replace("at+jwt", type));
  }

  /// GW-07.
  @Test
  void anIdTokenIsNoAccessToken() {
    var idToken =
        new JsonObject()
            .put("iss", claims.getString("iss"))
            .put("sub", claims.getString("sub"))
            .put("aud", claims.getString("client_id"))
            .put("iat", claims.getLong("iat"))
            .put("exp", claims.getLong("exp"))
            .put("nonce", "n");
    isRefused(forger.signed(forger.header().replace("at+jwt", "JWT"), idToken.encode()));
    isRefused(forger.signed(forger.header(), idToken.encode()));
  }

  /// GW-08.
  @ParameterizedTest
  @ValueSource(strings = {"exp", "iat", "aud", "iss", "sub", "client_id", "scope", "jti", "flow"})
  void whatIsMissingIsNotTakenForGranted(String claim) {
    claims.remove(claim);
    isRefused(forger.signed(forger.header(), claims.encode()));
  }

  /// GW-04: scheme, host and default port are read in one way, and a slash at the end makes no
  /// other resource.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/mcp",
        "HTTP://localhost:8080/mcp",
        "http://LocalHost:8080/mcp",
        "http://localhost:8080/mcp/"
      })
  void theAudienceIsComparedInItsCanonicalForm(String audience) {
    var token = forger.signed(forger.header(), claims.put("aud", audience).encode());
    assertThat(status("/mcp", token)).isEqualTo(200);
    assertThat(status("/mcp/", token)).isEqualTo(200);
  }

  /// GW-04.
  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080/MCP", "http://localhost:8080/mcp/x"})
  void thePathIsComparedAsItIs(String audience) {
    isRefused(forger.signed(forger.header(), claims.put("aud", audience).encode()));
  }
}
