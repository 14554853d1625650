package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.token.UpstreamCaller;
import dev.ninestep.token.UpstreamIdentity;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Servers without sessions give out handles of what they keep, which clients pass as arguments.
/// The gateway cannot tell a handle from any other text; what it owes the server is to say, beyond
/// any doubt, who passes it.
class StateHandleTest {

  private static final String BASKET = "basket-1";

  private final Map<String, AccountId> owners = new ConcurrentHashMap<>();
  private final Harness harness = new Harness(this::upstream);

  @AfterEach
  void close() {
    harness.close();
  }

  /// Keeps whose the basket is, and shows it to nobody else.
  private void upstream(HttpServerRequest request) {
    var caller =
        harness
            .identity
            .verify(
                request.getHeader(UpstreamIdentity.HEADER), harness.upstreamUri(), Instant.now())
            .orElseThrow();
    request
        .body()
        .onSuccess(handle -> {
          var owner = owners.computeIfAbsent(handle.toString(), _ -> caller.account());
          var isTheirs = owner.equals(caller.account());
          request.response().setStatusCode(isTheirs ? 200 : 404).end();
        });
  }

  private HttpResponse<String> pass(String token, String... headers) {
    var request = harness.request("", token).POST(BodyPublishers.ofString(BASKET));
    return harness.send(headers.length == 0 ? request : request.headers(headers));
  }

  /// GW-21.
  @Test
  void aHandleOfOneUserIsRefusedToAnotherWhateverTheyClaim() {
    var alice = harness.granted();
    assertThat(pass(harness.tokens.sign(alice)).statusCode()).isEqualTo(200);
    var bob = harness.tokens.sign(of(new AccountId(9, 9), harness.granted()));
    assertThat(pass(bob).statusCode()).isEqualTo(404);
    var alicesOwn =
        harness.identity.sign(
            new UpstreamCaller(alice.account(), alice.client(), alice.scope(), alice.flow()),
            harness.upstreamUri(),
            Instant.now());
    assertThat(pass(bob, UpstreamIdentity.HEADER, alicesOwn).statusCode()).isEqualTo(404);
    assertThat(pass(bob, "X_Ninestep_Identity", alicesOwn).statusCode()).isEqualTo(404);
    assertThat(pass(harness.tokens.sign(alice)).statusCode()).isEqualTo(200);
  }

  private static AccessToken of(AccountId account, AccessToken token) {
    return new AccessToken(
        token.flow(),
        token.client(),
        account,
        token.scope(),
        token.resource(),
        token.id(),
        token.issuedAt(),
        token.expiresAt());
  }
}
