package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who calls, in headers that an upstream need only read. GW-09.
class PlainIdentityTest {

  private static final String[] LOOK_ALIKES = {
    "X-Ninestep-Account: forged",
    "x-ninestep-account: forged",
    "X_NINESTEP_CLIENT: forged",
    "X-Ninestep_Scope: forged",
    "x_Ninestep-Anything: forged",
    "X-Ninestep-Identity: forged",
    "Connection: X-Ninestep-Account, X-Ninestep-Identity"
  };

  private final List<MultiMap> seen = new CopyOnWriteArrayList<>();
  private Optional<Harness> harness = Optional.empty();

  @AfterEach
  void close() {
    harness.ifPresent(Harness::close);
  }

  private Harness gateway(UnaryOperator<GatewaySettings> change) {
    harness = Optional.of(new Harness(this::upstream, change));
    return harness.orElseThrow();
  }

  private void upstream(HttpServerRequest request) {
    seen.add(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()));
    request.response().end();
  }

  private List<String> named() {
    return seen.getLast().names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
        .filter(name -> name.startsWith("x-ninestep"))
        .sorted()
        .toList();
  }

  private static void call(Harness gateway, String token) {
    var headers = new String[LOOK_ALIKES.length + 1];
    headers[0] = "Authorization: Bearer " + token;
    System.arraycopy(LOOK_ALIKES, 0, headers, 1, LOOK_ALIKES.length);
    assertThat(RawHttp.send(gateway.port(), "POST /mcp", headers).status()).isEqualTo(200);
  }

  /// GW-09.
  @Test
  void whereItIsConfiguredAnUpstreamReadsWhoCallsAndNothingTheClientSaysOfIt() {
    var gateway = gateway(TestSettings.tellingPlainly());
    var token = gateway.granted();
    call(gateway, gateway.tokens.sign(token));
    assertThat(named())
        .containsExactly(
            "x-ninestep-account", "x-ninestep-client", "x-ninestep-identity", "x-ninestep-scope");
    assertThat(seen.getLast().getAll("X-Ninestep-Account"))
        .containsExactly(token.account().toString());
    assertThat(seen.getLast().getAll("X-Ninestep-Client")).containsExactly(token.client().value());
    assertThat(seen.getLast().getAll("X-Ninestep-Scope")).containsExactly(token.scope().toString());
    assertThat(seen.getLast().getAll("X-Ninestep-Identity")).doesNotContain("forged").hasSize(1);
  }

  /// GW-09.
  @Test
  void whereItIsNotConfiguredNoHeaderLooksAsIfItWere() {
    var gateway = gateway(UnaryOperator.identity());
    call(gateway, gateway.token());
    assertThat(named()).containsExactly("x-ninestep-identity");
  }
}
