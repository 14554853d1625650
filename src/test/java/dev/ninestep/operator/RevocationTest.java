package dev.ninestep.operator;

import static dev.ninestep.operator.MemoryGrants.FILES;
import static dev.ninestep.operator.MemoryGrants.MAIL;
import static dev.ninestep.operator.OperatorServer.ANNA;
import static dev.ninestep.operator.OperatorServer.BERT;
import static dev.ninestep.operator.OperatorServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An operator ends what is connected.
class RevocationTest {

  private static final ClientId CLAUDE = new ClientId("claude");
  private static final ClientId CURSOR = new ClientId("cursor");

  private final OperatorServer server = new OperatorServer(Optional.of(SECRET));
  private final MemoryGrants grants = server.grants;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aConnectionIsEndedAndTheLogSaysByWhomAndWhy() {
    var gone = grants.connect(ANNA, CLAUDE, FILES);
    var other = grants.connect(ANNA, CLAUDE, FILES);

    assertThat(revoked(Map.of("flow", gone.toString(), "reason", "lost laptop"))).isEqualTo(1);

    assertThat(grants.standing(gone))
        .isInstanceOfSatisfying(
            Grant.Revoked.class, s -> assertThat(s.cause()).isEqualTo(RevocationCause.BY_OPERATOR));
    assertThat(grants.standing(other).stands()).isTrue();
    assertThat(server.log.events(GrantRevoked.class))
        .containsExactly(
            new GrantRevoked(
                RevokedBy.OPERATOR,
                Optional.of(CLAUDE),
                Optional.of(ANNA),
                Optional.of("the operator's service"),
                Optional.of("lost laptop")));
    assertThat(server.log.events(ConsentForgotten.class))
        .as("the user is asked again")
        .containsExactly(new ConsentForgotten(ANNA, CLAUDE));
  }

  /// Every combination of client, account, resource and time, over grants of which each combination
  /// means others. (AD-06)
  @Test
  void whatIsNamedIsEndedInAnyCombinationAndNothingElse() {
    for (var named = 1; named < 16; named++) {
      try (var fresh = new OperatorServer(Optional.of(SECRET))) {
        var meant = new ArrayList<FlowId>();
        var others = new ArrayList<FlowId>();
        var cut = fresh.log.now().plusSeconds(1);
        for (var one = 0; one < 16; one++) {
          fresh.log.pass(Duration.ofSeconds((one & 8) == 0 ? 0 : 2));
          var flow =
              fresh.grants.connect(
                  (one & 1) == 0 ? ANNA : BERT,
                  (one & 2) == 0 ? CLAUDE : CURSOR,
                  (one & 4) == 0 ? FILES : MAIL);
          ((one & named) == 0 ? meant : others).add(flow);
        }
        var asked = new JsonObject();
        put(asked, named, 1, "account", "anna");
        put(asked, named, 2, "client_id", CLAUDE.value());
        put(asked, named, 4, "resource", FILES.value());
        put(asked, named, 8, "issued_before", cut.toString());

        var answer = new JsonObject(fresh.revoke(asked.encode()).body());

        assertThat(answer.getInteger("ended")).as(asked.encode()).isEqualTo(meant.size());
        assertThat(meant).noneMatch(flow -> fresh.grants.standing(flow).stands());
        assertThat(others).allMatch(flow -> fresh.grants.standing(flow).stands());
      }
    }
  }

  private static void put(JsonObject asked, int named, int bit, String member, String value) {
    if ((named & bit) != 0) {
      asked.put(member, value);
    }
  }

  @Test
  void thousandsAreEndedAndEachIsCountedOnce() {
    var flows =
        IntStream.range(0, 1_000).mapToObj(_ -> grants.connect(ANNA, CLAUDE, FILES)).toList();
    assertThat(revoked(Map.of("client_id", "claude"))).isEqualTo(1_000);
    assertThat(flows).noneMatch(flow -> grants.standing(flow).stands());
    assertThat(revoked(Map.of("client_id", "claude"))).isZero();
  }

  @Test
  void aDryRunCountsAndEndsNothing() {
    var flow = grants.connect(ANNA, CLAUDE, FILES);
    var answer = server.revoke("{\"account\":\"anna\",\"dry_run\":true}");
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(new JsonObject().put("ended", 1).put("dry_run", true));
    assertThat(grants.standing(flow).stands()).isTrue();
    assertThat(server.log.events(GrantRevoked.class)).isEmpty();
  }

  /// The list of what is connected is behind the log: nothing may be missing from it.
  @Test
  void whatWasConnectedBeforeTheRequestIsEndedHoweverLateItIsProjected() {
    grants.stopProjecting();
    var flow = grants.connect(ANNA, CLAUDE, FILES);
    var answer = CompletableFuture.supplyAsync(() -> revoked(Map.of("flow", flow.toString())));
    Awaitility.await().until(() -> server.asked() > 0);
    assertThat(answer).isNotDone();
    grants.goOnProjecting();
    assertThat(answer).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1);
  }

  @Test
  void aRevocationTheLogDidNotTakeIsSentAgain() {
    var flow = grants.connect(ANNA, CLAUDE, FILES);
    server.log.goDown();
    var lost = server.revoke("{\"client_id\":\"claude\"}");
    assertThat(lost.statusCode()).isEqualTo(503);
    assertThat(lost.headers().firstValue("Retry-After")).isPresent();
    server.log.comeUp();
    assertThat(revoked(Map.of("client_id", "claude"))).isEqualTo(1);
    assertThat(grants.standing(flow).stands()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"reason\":\"everything\"}",
        "{\"flow\":\"no reference\"}",
        "{\"client_id\":7}",
        "{\"client_id\":\"claude\",\"issued-before\":\"2026-11-22T09:00:00Z\"}",
        "{\"issued_before\":\"yesterday\"}",
        "{\"account\":\"anna\",\"reason\":\"\"}",
        "{\"account\":\"anna\",\"dry_run\":\"yes\"}"
      })
  void whatIsNotClearIsRefusedAndNamesItsFault(String body) {
    var flow = grants.connect(ANNA, CLAUDE, FILES);
    var refused = server.revoke(body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(refused.body()).getString("detail")).isNotBlank();
    assertThat(grants.standing(flow).stands()).isTrue();
  }

  @Test
  void whoeverIsNotKnownIsSaid() {
    grants.connect(ANNA, CLAUDE, FILES);
    for (var unknown :
        List.of(
            "{\"flow\":\"00000000000000000000000000000001\"}",
            "{\"client_id\":\"claudia\"}",
            "{\"account\":\"nobody\",\"client_id\":\"claude\"}")) {
      assertThat(server.revoke(unknown).statusCode()).as(unknown).isEqualTo(404);
    }
    assertThat(server.log.events(GrantRevoked.class)).isEmpty();
  }

  @Test
  void whatAnAccountHasConnectedIsListed() {
    var flow = grants.connect(ANNA, CLAUDE, FILES);
    grants.connect(BERT, CURSOR, MAIL);
    var list = new JsonObject(server.send(server.to("anna/grants", SECRET)).body());
    assertThat(list.getString("account")).isEqualTo(ANNA.toString());
    assertThat(list.getBoolean("more")).isFalse();
    assertThat(list.getJsonArray("grants"))
        .singleElement()
        .isEqualTo(
            new JsonObject()
                .put("flow", flow.toString())
                .put("client_id", "claude")
                .put("scope", "mcp")
                .put("resource", FILES.value())
                .put("issued_at", "2026-11-21T12:00:00Z")
                .put("expires_at", "2026-12-21T12:00:00Z")
                .put("last_used_at", "2026-11-21T12:00:00Z"));
    assertThat(revoked(Map.of("account", "anna"))).isEqualTo(1);
    assertThat(server.send(server.to("anna/grants", SECRET)).body()).doesNotContain("claude");
  }

  @Test
  void whoHasNotTheSecretEndsNothing() {
    var flow = grants.connect(ANNA, CLAUDE, FILES);
    assertThat(server.revoke("guessed", "{\"account\":\"anna\"}").statusCode()).isEqualTo(403);
    assertThat(grants.standing(flow).stands()).isTrue();
  }

  private int revoked(Map<String, Object> asked) {
    var answer = server.revoke(new JsonObject(asked).encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body()).getInteger("ended");
  }
}
