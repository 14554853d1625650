package dev.ninestep.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Lifetimes;
import dev.ninestep.fold.Presentation;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a user is told about an app.
class ListConnectedAppsTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void anAppIsActiveUntilTheInstantItsRefreshTokenLapses() {
    assertThat(status(active(NOON.plusMillis(1)))).isEqualTo("active");
    assertThat(status(active(NOON))).startsWith("expired");
  }

  @ParameterizedTest
  @EnumSource(RevocationCause.class)
  void anAppThatIsGoneSaysWhy(RevocationCause cause) {
    assertThat(status(new Grant.Revoked(cause, new AttemptId(0), NOON, NOON)))
        .startsWith("revoked");
  }

  @Test
  void nobodyConnectedIsSaidInWords() {
    var tool = tool(List.of());
    assertThat(tool.call(Served.CALLER, new JsonObject()).result().text())
        .isEqualTo("No app is connected.");
  }

  private static String status(Grant state) {
    var app =
        new ConnectedApp(
            Served.CALLER.flow(),
            Served.CALLER.client(),
            Optional.empty(),
            Optional.empty(),
            Served.CALLER.scope(),
            new ResourceUri("http://localhost:8080/mcp"),
            NOON,
            NOON,
            state,
            Map.of(),
            Map.of());
    var result = tool(List.of(app)).call(Served.CALLER, new JsonObject()).result();
    return result
        .structured()
        .orElseThrow()
        .getJsonArray("apps")
        .getJsonObject(0)
        .getString("status");
  }

  private static ListConnectedApps tool(List<ConnectedApp> apps) {
    return new ListConnectedApps(_ -> Future.succeededFuture(apps), InstantSource.fixed(NOON));
  }

  private static Grant active(Instant expiresAt) {
    var won = new Presentation(new AttemptId(1), 0, NOON, 0);
    return new Grant.Active(
        1, expiresAt, won, false, new Lifetimes(Duration.ofDays(30), NOON.plusSeconds(60)));
  }
}
