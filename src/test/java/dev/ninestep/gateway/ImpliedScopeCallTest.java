package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import dev.ninestep.token.UpstreamIdentity;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Calls with tokens whose scopes imply others. (GW-13)
class ImpliedScopeCallTest {

  private static final Scope READ = Scope.of("mcp", "read");

  private final List<String> identities = new CopyOnWriteArrayList<>();
  private final Harness harness =
      new Harness(
          this::upstream,
          TestSettings.needing(
              READ,
              Scope.of("mcp", "read", "write", "admin"),
              new ScopeHierarchy(
                  Map.of("write", Scope.of("read"), "admin", Scope.of("mcp", "write")))));

  private void upstream(HttpServerRequest request) {
    identities.add(request.getHeader(UpstreamIdentity.HEADER));
    request.response().end("up");
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private HttpResponse<String> callWith(Scope scope) {
    return harness.send(harness.request("", harness.tokenWith(scope)).GET());
  }

  @Test
  void aBroadScopeIsLetInWhereANarrowOneIsNeeded() {
    assertThat(callWith(READ).statusCode()).isEqualTo(200);
    assertThat(callWith(Scope.of("mcp", "write")).statusCode()).isEqualTo(200);
    assertThat(callWith(Scope.of("admin")).statusCode()).as("through another").isEqualTo(200);
  }

  @Test
  void theUpstreamIsToldAllThatTheTokenAllows() {
    callWith(Scope.of("admin"));
    var told = harness.identity.verify(identities.getLast(), harness.upstreamUri(), Instant.now());
    assertThat(told).isPresent();
    assertThat(told.get().scope()).isEqualTo(Scope.of("admin", "mcp", "read", "write"));
  }

  @Test
  void aNarrowScopeIsToldWhatIsNeededAndKeepsWhatItHas() {
    var refused = callWith(Scope.of("write"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"insufficient_scope\"")
        .as("read comes with write, and need not be asked for")
        .endsWith("scope=\"mcp write\"");
    assertThat(harness.written(CallRefused.class).getLast().refusal())
        .isEqualTo(Refusal.SCOPE_INSUFFICIENT);
  }

  @Test
  void theBroadestScopeDoesNotOpenWhatTheServerHasClosed() {
    var token = harness.tokenWith(Scope.of("admin"));
    assertThat(harness.send(harness.request("", token).GET()).statusCode()).isEqualTo(200);
    harness.facts.tell(
        harness.facts.seal(
            new Key.OfAccount(Harness.ACCOUNT),
            new FlowId(0, 0),
            new RequestId(0, 0),
            Optional.empty(),
            Optional.empty(),
            new AccountSuspended(Harness.ACCOUNT, "operator", "test")));
    assertThat(harness.send(harness.request("", token).GET()).statusCode()).isEqualTo(401);
  }
}
