package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetadataTest {

  private static final String SERVER = "/.well-known/oauth-authorization-server";

  private TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  // MET-04, MET-05, MET-06, MET-07, MET-08
  @Test
  void theServersMetadataSaysWhatIsThereAndNothingElse() {
    assertThat(json(server.get(SERVER)))
        .isEqualTo(
            new JsonObject(
                """
                {
                  "issuer": "https://auth.example",
                  "authorization_endpoint": "https://auth.example/authorize",
                  "pushed_authorization_request_endpoint": "https://auth.example/par",
                  "token_endpoint": "https://auth.example/token",
                  "registration_endpoint": "https://auth.example/register",
                  "jwks_uri": "https://auth.example/jwks",
                  "scopes_supported": ["mcp", "support"],
                  "response_types_supported": ["code"],
                  "response_modes_supported": ["query"],
                  "grant_types_supported":
                    ["authorization_code", "refresh_token", "client_credentials",
                      "urn:ietf:params:oauth:grant-type:jwt-bearer",
                      "urn:ietf:params:oauth:grant-type:token-exchange"],
                  "token_endpoint_auth_methods_supported":
                    ["none", "client_secret_basic", "client_secret_post",
                      "private_key_jwt"],
                  "token_endpoint_auth_signing_alg_values_supported": ["ES256", "PS256", "RS256"],
                  "revocation_endpoint": "https://auth.example/revoke",
                  "revocation_endpoint_auth_methods_supported":
                    ["none", "client_secret_basic", "client_secret_post",
                      "private_key_jwt"],
                  "revocation_endpoint_auth_signing_alg_values_supported": ["ES256", "PS256", "RS256"],
                  "introspection_endpoint": "https://auth.example/introspect",
                  "introspection_endpoint_auth_methods_supported":
                    ["client_secret_basic", "client_secret_post",
                      "private_key_jwt"],
                  "introspection_endpoint_auth_signing_alg_values_supported": ["ES256", "PS256", "RS256"],
                  "code_challenge_methods_supported": ["S256"],
                  "dpop_signing_alg_values_supported": ["ES256"],
                  "authorization_response_iss_parameter_supported": true,
                  "client_id_metadata_document_supported": true,
                  "service_documentation": "https://auth.example/errors",
                  "authorization_grant_profiles_supported":
                    ["urn:ietf:params:oauth:grant-profile:id-jag"]
                }
                """));
  }

  // MET-14
  @Test
  void openidConfigurationAgreesAndAddsWhatItsReadersDemand() {
    var plain = json(server.get(SERVER));
    var openid = json(server.get("/.well-known/openid-configuration"));
    assertThat(openid.getMap()).containsAllEntriesOf(plain.getMap());
    // The members without which the TypeScript SDK's schema refuses the document.
    assertThat(openid.fieldNames())
        .contains(
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "response_types_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported");
  }

  // MET-10
  @Test
  void theResourcesMetadataAsksForTheLeast() {
    assertThat(json(server.get("/.well-known/oauth-protected-resource/mcp")))
        .isEqualTo(
            new JsonObject(
                """
                {
                  "resource": "https://auth.example/mcp",
                  "resource_name": "Example MCP",
                  "authorization_servers": ["https://auth.example"],
                  "scopes_supported": ["mcp"],
                  "bearer_methods_supported": ["header"],
                  "dpop_signing_alg_values_supported": ["ES256"],
                  "dpop_bound_access_tokens_required": false,
                  "resource_documentation": "https://auth.example/errors"
                }
                """));
  }

  // MET-11, AZ-24
  @Test
  void scriptsOfEveryOriginMayReadDiscoveryButNotTheBrowsersPages() {
    for (var path : List.of(SERVER, "/jwks")) {
      var preflight =
          server.send(
              "OPTIONS",
              path,
              "Origin",
              "https://inspector.example",
              "Access-Control-Request-Method",
              "POST");
      assertThat(preflight.statusCode()).as(path).isEqualTo(204);
      var headers = preflight.headers();
      assertThat(headers.firstValue("Access-Control-Allow-Origin")).contains("*");
      assertThat(headers.firstValue("Access-Control-Allow-Headers").orElseThrow())
          .contains("Authorization", "Content-Type", "MCP-Protocol-Version");
      assertThat(headers.firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }
    for (var path : List.of("/authorize", "/consent")) {
      var refused = server.send("OPTIONS", path, "Origin", "https://evil.example");
      assertThat(refused.statusCode()).as(path).isEqualTo(405);
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  // MET-11
  @Test
  void headAndConditionalGetWork() throws IOException {
    var got = server.get(SERVER);
    var etag = got.headers().firstValue("ETag").orElseThrow();
    assertThat(got.headers().firstValue("Cache-Control")).contains("public, max-age=300");

    var head = server.send("HEAD", SERVER);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(got.headers().firstValue("Content-Length"));

    var plain = server.raw("HEAD " + SERVER + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(plain)
        .containsIgnoringCase("Content-Length: " + got.body().length())
        .endsWith("\r\n\r\n");

    var again = server.get(SERVER, "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(server.get(SERVER, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void anotherMethodIsRefusedWithTheMethodsThereAre() {
    var response = server.send("PUT", SERVER);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.METHOD_NOT_ALLOWED);
  }

  // MET-02
  @Test
  void noHeaderOfACallerChangesADocument() throws IOException {
    var honest = server.get(SERVER).body();
    var spoofed =
        server.raw(
            "GET "
                + SERVER
                + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                + "Forwarded: host=evil.example\r\nConnection: close\r\n\r\n");
    assertThat(spoofed).endsWith(honest);
  }

  // MET-12
  @Test
  void discoveryWorksWhileTheLogIsAway() {
    server.log.goDown();
    assertThat(server.get(SERVER).statusCode()).isEqualTo(200);
    assertThat(server.get("/jwks").statusCode()).isEqualTo(200);
  }

  // MET-13
  @Test
  void theKeySetHoldsPublicHalvesOnly() {
    var keys = json(server.get("/jwks")).getJsonArray("keys");
    assertThat(keys).isNotEmpty();
    for (var i = 0; i < keys.size(); i++) {
      var names = keys.getJsonObject(i).fieldNames();
      assertThat(names).contains("kty", "crv", "x", "y", "kid");
      assertThat(names).doesNotContainAnyElementsOf(Set.of("d", "p", "q", "dp", "dq", "qi", "k"));
    }
  }
}
