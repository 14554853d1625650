package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.token.Mint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What stands behind a token must stand still: its grant, its client and its account, as this pod
/// has read of them or may have yet to read.
class StandingTest {

  private final Door door = new Door();
  private final Harness harness = door.harness();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void aRevokedGrantIsRefusedAtTheNextCallAndTheTraceLearnsWhoRevokedIt() {
    var token = harness.granted();
    assertThat(door.call(harness.tokens.sign(token)).status()).isEqualTo(200);
    door.tell(
        new Key.OfFlow(token.flow()),
        new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(Harness.ACCOUNT)));
    door.refused(token, Refusal.TOKEN_REVOKED);
    assertThat(door.only(CallRefused.class).evidence().detail())
        .hasValueSatisfying(detail -> assertThat(detail).startsWith("BY_USER at "));
    assertThat(harness.log.barriers()).isZero();
  }

  /// The facts that end what stands behind a token: its grant, its client, its account.
  enum Ended {
    GRANT(Refusal.TOKEN_REVOKED),
    CLIENT(Refusal.CALLER_CLIENT_DELETED),
    ACCOUNT(Refusal.CALLER_ACCOUNT_SUSPENDED);

    private final Refusal refusal;

    Ended(Refusal refusal) {
      this.refusal = refusal;
    }
  }

  /// GW-11.
  @ParameterizedTest
  @EnumSource
  void whatStandsBehindATokenIsLookedAtAnewByEveryRequestOnEveryPath(Ended ended) {
    var token = harness.granted();
    var requests = List.of("GET /mcp", "POST /mcp", "POST /mcp/tools/list", "POST /mcp/tools/call");
    requests.forEach(request -> assertThat(door.call(request, token).status()).isEqualTo(200));
    end(ended, token);
    var before = door.calls();
    requests.forEach(request -> {
      assertThat(door.call(request, token).status()).isEqualTo(401);
      assertThat(door.only(CallRefused.class).refusal()).isEqualTo(ended.refusal);
    });
    assertThat(door.calls()).isEqualTo(before);
  }

  private void end(Ended ended, AccessToken token) {
    switch (ended) {
      case GRANT ->
          door.tell(
              new Key.OfFlow(token.flow()),
              new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(Harness.ACCOUNT)));
      case CLIENT ->
          door.tell(
              new Key.OfClient(Harness.CLIENT),
              new ClientDeleted(
                  Harness.CLIENT, new Caller("hash", "127.0.0.0/24", Optional.empty())));
      case ACCOUNT ->
          door.tell(
              new Key.OfAccount(Harness.ACCOUNT),
              new AccountSuspended(Harness.ACCOUNT, "operator", "unpaid"));
    }
  }

  @Test
  void aDeletedClientIsRefusedAndTheTraceLearnsSinceWhen() {
    var token = harness.granted();
    end(Ended.CLIENT, token);
    door.refused(token, Refusal.CALLER_CLIENT_DELETED);
    assertThat(door.only(CallRefused.class).evidence().detail())
        .hasValueSatisfying(detail -> assertThat(detail).startsWith("deleted at "));
    assertThat(harness.log.barriers()).isZero();
  }

  @Test
  void aClientFreshlyRegisteredOnAnotherPodIsLetInOnceTheLogWasReadToItsEnd() {
    var id = new ClientId("client-2");
    var token = issuedTo(id, harness.granted());
    harness.log.hasYetToRead(() -> harness.facts.ledger().restore(id, RegisteredClient.of(id)));
    assertThat(door.call(harness.tokens.sign(token)).status()).isEqualTo(200);
    assertThat(harness.log.barriers()).isEqualTo(1);
  }

  @Test
  void aClientNobodyHasHeardOfIsRefusedOnlyAfterTheLogWasReadToItsEnd() {
    door.refused(
        issuedTo(new ClientId("client-2"), harness.granted()), Refusal.CALLER_CLIENT_DELETED);
    assertThat(harness.log.barriers()).isEqualTo(1);
  }

  @Test
  void aClientWhoseIdIsAUrlNeedsNoRegistration() {
    var token = issuedTo(new ClientId("https://client.example/metadata"), harness.granted());
    assertThat(door.call(harness.tokens.sign(token)).status()).isEqualTo(200);
    assertThat(harness.log.barriers()).isZero();
  }

  private static AccessToken issuedTo(ClientId client, AccessToken token) {
    return new AccessToken(
        token.flow(),
        client,
        token.account(),
        token.scope(),
        token.resource(),
        token.id(),
        token.issuedAt(),
        token.expiresAt());
  }

  /// GW-14.
  @Test
  void aSuspendedAccountIsRefusedAsAnInvalidToken() {
    door.tell(
        new Key.OfAccount(Harness.ACCOUNT),
        new AccountSuspended(Harness.ACCOUNT, "operator", "unpaid"));
    door.refused(harness.granted(), Refusal.CALLER_ACCOUNT_SUSPENDED);
  }

  @Test
  void aGrantWithAnUnreadableRecordFailsClosed() {
    var token = harness.claims(new Mint().flow());
    harness.facts.ledger().restore(token.flow(), new Grant.Closed(harness.facts.now()));
    var answer = door.call(harness.tokens.sign(token));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(door.only(CallRefused.class).refusal()).isEqualTo(Refusal.GRANT_UNREADABLE);
  }

  @Test
  void aTokenFreshlyIssuedOnAnotherPodIsLetInOnceTheLogWasReadToItsEnd() {
    var token = harness.claims(new Mint().flow());
    harness.log.hasYetToRead(() -> harness.activate(token.flow()));
    assertThat(door.call(harness.tokens.sign(token)).status()).isEqualTo(200);
    assertThat(harness.log.barriers()).isEqualTo(1);
    assertThat(door.call(harness.tokens.sign(token)).status()).isEqualTo(200);
    assertThat(harness.log.barriers()).isEqualTo(1);
  }

  @Test
  void aGrantNobodyHasHeardOfIsRefusedOnlyAfterTheLogWasReadToItsEnd() {
    door.refused(harness.claims(new Mint().flow()), Refusal.TOKEN_REVOKED);
    assertThat(harness.log.barriers()).isEqualTo(1);
  }

  @Test
  void aGrantNobodyHasHeardOfIsNotCalledRevokedWhenTheLogCannotBeRead() {
    var token = harness.tokens.sign(harness.claims(new Mint().flow()));
    harness.facts.goDown();
    assertThat(door.call(token).status()).isEqualTo(503);
  }
}
