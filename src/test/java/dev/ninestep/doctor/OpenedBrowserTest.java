package dev.ninestep.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// The user's own browser, as far as it shows itself.
class OpenedBrowserTest {

  private static final URI AUTHORIZATION = URI.create("https://a.example/authorize?state=s");
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void whatTheBrowserBringsBackIsTaken() {
    var user = new SignIn.InBrowser(this::comeBack, LONG);
    try (var browser = new OpenedBrowser(user, 0)) {
      callback = browser.callback();
      assertThat(browser.visit(AUTHORIZATION))
          .isEqualTo(new Landing.Back(URI.create(callback + "?code=c%2Bd&from=a.example"), 302));
    }
  }

  @Test
  void whoDoesNotComeIsNotWaitedForForEver() {
    var user = new SignIn.InBrowser(_ -> {}, Duration.ofMillis(1));
    try (var browser = new OpenedBrowser(user, 0)) {
      assertThat(browser.visit(AUTHORIZATION))
          .isInstanceOf(Landing.Stuck.class)
          .asString()
          .contains("nobody came to " + browser.callback());
    }
  }

  private URI callback = AUTHORIZATION;

  /// What a browser does that was sent to the address, once the user has decided.
  private void comeBack(URI address) {
    try (var wire = new Wire(LONG)) {
      var fields = new LinkedHashMap<String, String>();
      fields.put("code", "c+d");
      fields.put("from", address.getHost());
      assertThat(wire.send(Ask.get(Query.added(callback, fields)))).isInstanceOf(Response.class);
    }
  }
}
