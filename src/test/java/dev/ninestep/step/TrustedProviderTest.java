package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeySource;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which identity provider is believed, by which clients, and by which keys.
class TrustedProviderTest {

  @Test
  void onlyClientsOnTheListAreVouchedTo() {
    var provider =
        Company.provider(
            new KeySource.ByValue(Company.KEYS.jwks()), Set.of(new ClientId("another")));
    try (var closed = new TestServer(TestSettings.trusting(provider))) {
      var stranger = TestClient.register(closed);
      var request =
          Form.with(
              Company.request(Company.assertion(closed, stranger.id())),
              "client_id",
              stranger.id().value());
      assertThat(json(closed.postForm("/token", request)).getString("error"))
          .isEqualTo("unauthorized_client");
      assertThat(closed.lastRefused().refusal()).isEqualTo(Refusal.IDENTITY_CLIENT_NOT_TRUSTED);
    }
  }

  @Test
  void keysThatChangedAreFetchedAgainAndThoseThatCannotBeFetchedAreNobodysFault() {
    try (var host = new DocumentHost()) {
      var url = host.serve("/keys", SigningClient.es256().jwks(), "Cache-Control", "max-age=3600");
      var provider = Company.provider(new KeySource.At(url.value()), Set.of());
      try (var fetching = new TestServer(TestSettings.trusting(provider), host)) {
        var stranger = TestClient.register(fetching);
        assertThat(ask(fetching, stranger).statusCode()).isEqualTo(400);
        host.serve("/keys", Company.KEYS.jwks());
        assertThat(ask(fetching, stranger).statusCode()).as("not so soon").isEqualTo(400);
        host.pass(Duration.ofSeconds(30));
        assertThat(ask(fetching, stranger).statusCode()).isEqualTo(200);
      }
      host.goDown();
      try (var fetching = new TestServer(TestSettings.trusting(provider), host)) {
        assertThat(ask(fetching, TestClient.register(fetching)).statusCode()).isEqualTo(503);
        assertThat(fetching.lastRefused().refusal()).isEqualTo(Refusal.IDENTITY_KEYS_UNAVAILABLE);
      }
    }
  }

  private static HttpResponse<String> ask(TestServer server, TestClient client) {
    var request = Company.request(Company.assertion(server, client.id()));
    return server.postForm("/token", Form.with(request, "client_id", client.id().value()));
  }

  @Test
  void whereNobodyIsTrustedItIsNeitherAdvertisedNorGiven() {
    try (var closed = new TestServer(TestSettings.withoutGrantsToClients())) {
      var metadata = json(closed.get("/.well-known/oauth-authorization-server"));
      assertThat(metadata.containsKey("authorization_grant_profiles_supported")).isFalse();
      var refused = ask(closed, TestClient.register(closed));
      assertThat(json(refused).getString("error")).isEqualTo("unsupported_grant_type");
    }
  }
}
