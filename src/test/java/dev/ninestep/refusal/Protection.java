package dev.ninestep.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Issuer;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/// What keeps a page from being framed, sniffed, stored or told on.
public final class Protection {

  /// What a page makes a browser load.
  private static final Pattern LOADED =
      Pattern.compile(
          "<(?:link|script|img|iframe|object|embed|source)\\b[^>]*?(?:href|src)=\"([^\"]*)\"");

  private Protection() {}

  /// A page has all of it, and loads nothing of anybody else.
  ///
  /// @param page the page
  /// @param issuer whose page it is
  public static void covers(HttpResponse<String> page, Issuer issuer) {
    var headers = page.headers();
    assertThat(headers.firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
        .contains("form-action 'self'");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    if (issuer.isSecure()) {
      assertThat(headers.firstValue("Strict-Transport-Security").orElseThrow())
          .contains("max-age=31536000");
    }
    assertThat(LOADED.matcher(page.body()).results().map(found -> found.group(1)))
        .isNotEmpty()
        .allMatch(from -> from.matches("/(?!/).*"));
  }
}
