package dev.ninestep.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// The lines that repeat a request.
class CurlTest {

  private static final URI URL = URI.create("https://a.example/mcp");

  private final Secrets secrets = new Secrets();
  private final Curl curl = new Curl(secrets);

  @Test
  void aSecretIsAVariableWhereverItStands() {
    secrets.keep("s3cr+t", "TOKEN", "of the test");
    assertThat(curl.line(Ask.get(URL).with("Authorization", "Bearer s3cr+t")))
        .isEqualTo("curl -i https://a.example/mcp -H \"Authorization: Bearer $TOKEN\"");
    assertThat(curl.line(Ask.get(URI.create(URL + "?t=s3cr%2Bt"))))
        .isEqualTo("curl -i \"https://a.example/mcp?t=$TOKEN\"");
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", "s3cr+t");
    form.put("redirect_uri", "http://127.0.0.1:1/callback");
    assertThat(curl.line(Ask.form(URL, form)))
        .isEqualTo(
            "curl -i https://a.example/mcp -d grant_type=refresh_token"
                + " --data-urlencode \"refresh_token=$TOKEN\""
                + " --data-urlencode redirect_uri=http://127.0.0.1:1/callback");
  }

  @Test
  void whatAShellWouldReadIsQuoted() {
    assertThat(curl.line(Ask.json(URL, "{\"a\":\"it's $5\"}")))
        .endsWith("-d '{\"a\":\"it'\\''s $5\"}'");
    secrets.keep("hidden", "TOKEN", "of the test");
    assertThat(curl.line(Ask.json(URL, "`x` \"$5\" \\ hidden")))
        .endsWith("-d \"\\`x\\` \\\"\\$5\\\" \\\\ $TOKEN\"");
  }

  @Test
  void aLongBodyIsMadeByTheShell() {
    var padded = new Ask.Content.Padded("{\"a\":\"", 70_000, "\"}");
    assertThat(curl.line(Ask.json(URL, padded)))
        .endsWith("-d \"$(printf '{\"a\":\"%070000d\"}' 0)\"");
  }

  @Test
  void everyMethodHasItsOption() {
    assertThat(curl.line(Ask.of("HEAD", URL))).isEqualTo("curl -I " + URL);
    assertThat(curl.line(Ask.of("OPTIONS", URL))).isEqualTo("curl -i -X OPTIONS " + URL);
    assertThat(curl.line(Ask.of("POST", URL))).isEqualTo("curl -i " + URL + " -X POST");
  }

  @Test
  void aSecretInsideALongerOneDoesNotCutIt() {
    secrets.keep("abc", "SHORT", "of the test");
    secrets.keep("abcdef", "LONG", "of the test");
    assertThat(secrets.hide("abcdef abc")).isEqualTo("$LONG $SHORT");
  }
}
