package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorPageTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyRefusalIsExplainedInWordsForPeopleAndInJson(Refusal refusal) {
    var path = "/errors/" + refusal.slug() + "?ref=0123456789abcdef0123456789abcdef";
    var page = server.get(path, "Accept", "text/html,application/xhtml+xml");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(refusal.description(), refusal.cause(), refusal.fix(), refusal.specification())
        .contains("0123456789abcdef0123456789abcdef");

    var json = json(server.get(path));
    assertThat(json.getString("error")).isEqualTo(refusal.error().orElse(null));
    assertThat(json.getString("cause")).isEqualTo(refusal.cause());
    assertThat(json.getString("fix")).isEqualTo(refusal.fix());
    assertThat(json.getString("reference")).isEqualTo("0123456789abcdef0123456789abcdef");
  }

  @Test
  void theTroubleshootingPageHasThemAllWithCauseAndFix() {
    // > If something goes wrong while connecting an AI client (Claude.ai, an MCP-compatible IDE, or
    // > your own client) to the DataLikers MCP server, this page collects the most common error
    // > states and the fastest way to resolve each.
    var page = server.get("/errors").body();
    for (var refusal : Refusal.values()) {
      assertThat(page)
          .contains("id=\"" + refusal.slug() + "\"", "href=\"errors/" + refusal.slug() + "\"")
          .contains(refusal.description(), refusal.cause(), refusal.fix());
    }
  }

  @Test
  void theErrorUriOfARefusalLeadsToItsExplanation() {
    var refused = server.post("/token", "text/plain", "");
    var errorUri = new JsonObject(refused.body()).getString("error_uri");
    var explained = json(server.get(errorUri));
    assertThat(explained.getString("cause")).isEqualTo(Refusal.TOKEN_REQUEST_NOT_FORM.cause());
    assertThat(explained.getString("reference"))
        .isEqualTo(refused.headers().firstValue("X-Correlation-ID").orElseThrow());
  }

  @Test
  void aReferenceThatIsNoneIsNotShown() {
    var page = server.get("/errors/code-expired?ref=%3Cb%3Ebold", "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("bold", "Reference");
  }
}
