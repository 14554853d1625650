package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ConsentGranted;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/// Whose grant it is, only the session says.
class SubjectTest {

  private static final String VICTIM = "ab".repeat(16);

  /// (AD-07)
  @Test
  void noParameterSelectsForWhomSomethingIsAllowed() {
    try (var server = new TestServer()) {
      var client = TestClient.register(server);
      var form = new HashMap<>(client.allowing());
      for (var name : new String[] {"userId", "user_id", "account", "sub", "login_hint"}) {
        form.put(name, VICTIM);
      }
      var query = "?userId=" + VICTIM + "&account=" + VICTIM + "&sub=" + VICTIM;

      var stranger = server.postForm("/consent" + query, form);
      assertThat(stranger.headers().firstValue("Location").orElse("")).doesNotContain("code=");
      assertThat(server.log.events(ConsentGranted.class)).isEmpty();

      server.postForm("/consent" + query, form, "Cookie", client.cookie());
      assertThat(server.log.events(ConsentGranted.class))
          .extracting(ConsentGranted::account)
          .containsOnly(client.session().account());
    }
  }
}
