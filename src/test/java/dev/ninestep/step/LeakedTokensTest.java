package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Refresh tokens that come in a URL. (RF-16)
class LeakedTokensTest {

  private final TestServer server = new TestServer();
  private final TestClient client = TestClient.register(server);

  @AfterEach
  void stop() {
    server.close();
  }

  // RF-16
  @Test
  void aRefreshTokenInTheQueryIsRefusedAndItsGrantEnds() {
    var tokens = client.tokens();
    var token = tokens.getString("refresh_token");
    var refused = server.postForm("/token?refresh_token=" + token, client.refresh(token));
    assertThat(json(refused).getString("error")).isEqualTo("invalid_request");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.TOKEN_REQUEST_IN_QUERY);
    assertThat(server.log.events(GrantRevoked.class))
        .singleElement()
        .satisfies(told -> assertThat(told.by()).isEqualTo(RevokedBy.SERVER))
        .satisfies(told -> assertThat(told.client()).contains(client.id()));

    var access = tokens.getString("access_token");
    assertThat(Introspecting.asTheResource(server, access)).contains("\"active\":false");
    var later = client.token(client.refresh(token));
    assertThat(json(later).getString("error")).isEqualTo("invalid_grant");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.GRANT_REVOKED);
    assertThat(server.log.facts().toString()).doesNotContain(token);
  }

  // RF-16
  @Test
  void neitherTheMethodNorItsAgeMatters() {
    var first = client.refreshToken();
    client.token(client.refresh(first));
    assertThat(server.get("/token?refresh_token=" + first).statusCode()).isEqualTo(405);
    assertThat(server.log.events(GrantRevoked.class)).hasSize(1);
    server.get("/token?refresh_token=" + first);
    assertThat(server.log.events(GrantRevoked.class)).as("once is enough").hasSize(1);
  }

  @Test
  void whatIsNoTokenEndsNothing() {
    client.tokens();
    var form = Map.of("grant_type", "refresh_token");
    for (var query : new String[] {"refresh_token=a", "refresh_token=", "code=a"}) {
      assertThat(server.postForm("/token?" + query, form).statusCode()).isEqualTo(400);
    }
    assertThat(server.log.events(GrantRevoked.class)).isEmpty();
  }
}
