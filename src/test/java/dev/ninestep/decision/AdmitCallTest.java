package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.ACCOUNT;
import static dev.ninestep.decision.Requests.ATTEMPT;
import static dev.ninestep.decision.Requests.CLIENT;
import static dev.ninestep.decision.Requests.FLOW;
import static dev.ninestep.decision.Requests.LIVES;
import static dev.ninestep.decision.Requests.NOON;
import static dev.ninestep.decision.Requests.OPEN;
import static dev.ninestep.decision.Requests.RESOURCE;
import static dev.ninestep.decision.Requests.SCOPE;
import static dev.ninestep.decision.Requests.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Presentation;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.ResourceUri;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmitCallTest {

  private static final Instant EXPIRES = NOON.plusSeconds(3_600);
  private static final AccessToken TOKEN =
      new AccessToken(FLOW, CLIENT, ACCOUNT, SCOPE, RESOURCE, "jti", NOON, EXPIRES);
  private static final KeyThumbprint KEY = new KeyThumbprint("k".repeat(43));
  private static final KeyThumbprint OTHER_KEY = new KeyThumbprint("o".repeat(43));
  private static final AccessToken BOUND =
      new AccessToken(
          FLOW, CLIENT, ACCOUNT, SCOPE, RESOURCE, "jti", NOON, EXPIRES, Optional.of(KEY));
  private static final Grant ACTIVE =
      new Grant.Active(1, EXPIRES, new Presentation(ATTEMPT, 0, EXPIRES, 0), false, LIVES);

  private static final Client.Registered REGISTERED =
      Requests.registered(ClientAuthMethod.NONE, Optional.empty());

  /// A call in the making: admitted until something is changed.
  private static final class Request {
    ResourceUri resource = RESOURCE;
    AccessToken token = TOKEN;
    Optional<KeyThumbprint> key = Optional.empty();
    Instant now = NOON;
    Grant grant = ACTIVE;
    Client client = REGISTERED;
    Account account = OPEN;

    Optional<Refused> refused() {
      return new AdmitCall(token, resource, key, now).decide(grant, client, account);
    }
  }

  private static final Precedence<Request> TABLE =
      new Precedence<>(
          Request::new,
          Request::refused,
          List.of(
              row(Refusal.TOKEN_EXPIRED, r -> r.now = EXPIRES),
              row(
                  Refusal.TOKEN_WRONG_AUDIENCE,
                  r -> r.resource = new ResourceUri("https://mcp.example.evil/mcp")),
              row(
                  Refusal.TOKEN_BOUND_TO_KEY,
                  r -> {
                    r.token = BOUND;
                    r.key = Optional.empty();
                  }),
              row(
                  Refusal.TOKEN_NOT_BOUND,
                  r -> {
                    r.token = TOKEN;
                    r.key = Optional.of(KEY);
                  }),
              row(
                  Refusal.CALL_PROOF_OF_ANOTHER_KEY,
                  r -> {
                    r.token = BOUND;
                    r.key = Optional.of(OTHER_KEY);
                  }),
              row(Refusal.GRANT_UNREADABLE, r -> r.grant = new Grant.Closed(NOON)),
              row(
                  Refusal.TOKEN_REVOKED_BY_OPERATOR,
                  r -> r.grant = revoked(RevocationCause.BY_OPERATOR)),
              row(Refusal.TOKEN_REVOKED, r -> r.grant = new Grant.None()),
              row(Refusal.CALLER_CLIENT_DELETED, r -> r.client = new Client.Deleted(NOON)),
              row(
                  Refusal.CALLER_CLIENT_DEACTIVATED,
                  r -> r.client = new Client.Deactivated(REGISTERED, NOON, "leaked")),
              row(Refusal.CALLER_ACCOUNT_SUSPENDED, r -> r.account = SUSPENDED)));

  @Test
  void aCallWithinItsTokenPasses() {
    TABLE.aValidRequestPasses();
  }

  @Test
  void eachRuleRefusesByItsName() {
    TABLE.eachRuleRefusesByItsName();
  }

  @Test
  void theFirstBrokenRuleWins() {
    TABLE.theFirstBrokenRuleWins();
  }

  @Test
  void aTokenThatIsBoundToAKeyCountsForItsHolder() {
    var request = new Request();
    request.token = BOUND;
    request.key = Optional.of(KEY);
    assertThat(request.refused()).isEmpty();
  }

  @Test
  void aTokenCountsUntilJustBeforeItExpires() {
    var request = new Request();
    request.now = EXPIRES.minusMillis(1);
    assertThat(request.refused()).isEmpty();
  }

  @Test
  void onlyAGrantThatStandsLetsACallThrough() {
    for (var grant :
        List.of(
            new Grant.None(),
            new Grant.Denied(EXPIRES),
            new Grant.CodeOutstanding(ATTEMPT, EXPIRES, LIVES),
            revoked(RevocationCause.REFRESH_REUSED))) {
      var request = new Request();
      request.grant = grant;
      assertThat(request.refused().map(Refused::refusal)).contains(Refusal.TOKEN_REVOKED);
    }
  }

  private static Grant revoked(RevocationCause cause) {
    return new Grant.Revoked(cause, ATTEMPT, NOON, LIVES.endsAt());
  }

  @Test
  void aRevokedTokenSaysWhatRevokedItAndWhen() {
    var request = new Request();
    request.grant = revoked(RevocationCause.REFRESH_REUSED);
    assertThat(request.refused().flatMap(refused -> refused.evidence().detail()))
        .contains("REFRESH_REUSED at " + NOON);
  }

  @Test
  void aDeletedClientIsRefusedWhateverItsGrantSays() {
    var request = new Request();
    request.client = new Client.Deleted(NOON);
    assertThat(request.refused())
        .contains(Refused.of(Refusal.CALLER_CLIENT_DELETED, "deleted at " + NOON));
    request.client = new Client.Unknown();
    assertThat(request.refused())
        .contains(Refused.of(Refusal.CALLER_CLIENT_DELETED, "no such client"));
  }

  @Test
  void aClientWithAnUnreadableRecordFailsClosed() {
    var request = new Request();
    request.client = new Client.Closed(NOON);
    assertThat(request.refused()).contains(Refused.of(Refusal.GRANT_UNREADABLE));
  }

  /// Its document may never have been read since this pod began.
  @Test
  void aClientWhoseIdIsAUrlHasNoRegistrationToLose() {
    var token =
        new AccessToken(
            FLOW,
            new ClientId("https://client.example/metadata"),
            ACCOUNT,
            SCOPE,
            RESOURCE,
            "jti",
            NOON,
            EXPIRES);
    assertThat(
            new AdmitCall(token, RESOURCE, Optional.empty(), NOON)
                .decide(ACTIVE, new Client.Unknown(), OPEN))
        .isEmpty();
  }

  @Test
  void anOpenCallGoesOnWhileAllBehindItsTokenStands() {
    assertThat(AdmitCall.mayGoOn(TOKEN, ACTIVE, REGISTERED, OPEN)).isTrue();
    assertThat(AdmitCall.mayGoOn(TOKEN, new Grant.None(), REGISTERED, OPEN)).isFalse();
    assertThat(AdmitCall.mayGoOn(TOKEN, ACTIVE, new Client.Deleted(NOON), OPEN)).isFalse();
    var deactivated = new Client.Deactivated(REGISTERED, NOON, "leaked");
    assertThat(AdmitCall.mayGoOn(TOKEN, ACTIVE, deactivated, OPEN)).isFalse();
    assertThat(AdmitCall.mayGoOn(TOKEN, ACTIVE, REGISTERED, SUSPENDED)).isFalse();
  }
}
