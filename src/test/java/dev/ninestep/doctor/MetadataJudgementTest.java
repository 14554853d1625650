package dev.ninestep.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made of the two metadata documents.
class MetadataJudgementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.example/mcp | ok |",
        "https://a.example/mcp/ | warning | differ by the slash at the end",
        "http://a.example/mcp | broken | has the scheme http, not https",
        "https://a.example | warning | only some clients accept that",
        "https://a.example/ | warning | only some clients accept that",
        "https://a.example/mc | broken | differ from character 21 on",
        "https://b.example/mcp | broken | differ from character 9 on",
        "mcp | broken | mcp is not https://a.example/mcp",
      })
  void theResourceIsTheUrl(String resource, String verdict, String words) {
    var judged =
        ResourceJudgement.resource(
            new JsonObject().put("resource", resource), URI.create("https://a.example/mcp"));
    assertThat(judged.word()).as(judged.toString()).isEqualTo(verdict);
    assertThat(judged.toString()).contains(words == null ? "" : words);
  }

  @Test
  void whatIsWellKnownToNobodyIsA404() {
    assertThat(ResourceJudgement.nothing(Answers.of(404, "{}"))).isInstanceOf(Verdict.Ok.class);
    for (var status : new int[] {200, 302, 401, 500}) {
      assertThat(ResourceJudgement.nothing(Answers.of(status, "<html>")))
          .isInstanceOf(Verdict.Warning.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"S256,ok", "plain S256,warning", "plain,broken", "'',broken"})
  void pkceIsOfferedWithS256Alone(String methods, String verdict) {
    var document = new JsonObject();
    if (!methods.isEmpty()) {
      document.put("code_challenge_methods_supported", JsonArray.of((Object[]) methods.split(" ")));
    }
    assertThat(ServerJudgement.pkce(document).word()).isEqualTo(verdict);
  }

  @Test
  void endpointsInTheClearAreNotForUse() {
    var document =
        new JsonObject()
            .put("authorization_endpoint", "https://a.example/authorize")
            .put("token_endpoint", "http://a.example/token");
    assertThat(ServerJudgement.endpoints(document).toString())
        .startsWith("Broken")
        .contains("neither https nor on loopback", "X-Forwarded-Proto");
    assertThat(ServerJudgement.endpoints(document.put("token_endpoint", "http://127.0.0.1/t")))
        .isInstanceOf(Verdict.Ok.class);
    document.remove("authorization_endpoint");
    assertThat(ServerJudgement.endpoints(document).toString())
        .contains("no authorization_endpoint");
  }

  @Test
  void anOpenIdDocumentIsWholeOrAbsent() {
    var issuer = "https://a.example";
    assertThat(ServerJudgement.openid(Answers.of(404, ""), issuer)).isInstanceOf(Verdict.Ok.class);
    var half = Answers.of(200, "{\"issuer\":\"https://a.example\"}");
    assertThat(ServerJudgement.openid(half, issuer).toString())
        .startsWith("Warning")
        .contains("subject_types_supported");
    assertThat(ServerJudgement.openid(Answers.of(503, ""), issuer))
        .isInstanceOf(Verdict.Broken.class);
  }
}
