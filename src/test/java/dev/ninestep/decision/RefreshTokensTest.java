package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.ACCOUNT;
import static dev.ninestep.decision.Requests.ATTEMPT;
import static dev.ninestep.decision.Requests.CALLER;
import static dev.ninestep.decision.Requests.CLIENT;
import static dev.ninestep.decision.Requests.FLOW;
import static dev.ninestep.decision.Requests.LIVES;
import static dev.ninestep.decision.Requests.NOON;
import static dev.ninestep.decision.Requests.OPEN;
import static dev.ninestep.decision.Requests.OTHER_ATTEMPT;
import static dev.ninestep.decision.Requests.OTHER_CLIENT;
import static dev.ninestep.decision.Requests.RESOURCE;
import static dev.ninestep.decision.Requests.SCOPE;
import static dev.ninestep.decision.Requests.SUSPENDED;
import static dev.ninestep.decision.Requests.VOID_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.TailLost;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Presentation;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.RefreshToken;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefreshTokensTest {

  private static final Instant EXPIRES = NOON.plusSeconds(3_600);
  private static final RefreshToken SEALED =
      new RefreshToken(FLOW, CLIENT, ACCOUNT, SCOPE, RESOURCE, 4, EXPIRES);

  private static final KeyThumbprint KEY = new KeyThumbprint("k".repeat(43));
  private static final RefreshToken BOUND =
      new RefreshToken(FLOW, CLIENT, ACCOUNT, SCOPE, RESOURCE, 4, EXPIRES, Optional.of(KEY));

  /// A request in the making: valid until something is changed.
  private static final class Request {
    final Requests.Form form =
        new Requests.Form().with("refresh_token", "sealed").with("resource", RESOURCE.value());
    Optional<RefreshToken> token = Optional.of(SEALED);
    Optional<KeyThumbprint> key = Optional.empty();
    ClientId client = CLIENT;
    Instant now = NOON;
    Account account = OPEN;

    RefreshTokens command() {
      return new RefreshTokens(
          form.sent(),
          client,
          token,
          key,
          Optional.empty(),
          ScopeHierarchy.FLAT,
          ATTEMPT,
          now,
          VOID_AFTER,
          CALLER);
    }

    Decision decision() {
      return command().decide(account);
    }
  }

  private static final Precedence<Request> TABLE =
      new Precedence<>(
          Request::new,
          r -> Requests.refused(r.decision()),
          List.of(
              row(Refusal.REFRESH_TOKEN_MISSING, r -> r.form.without("refresh_token")),
              row(Refusal.REFRESH_TOKEN_UNKNOWN, r -> r.token = Optional.empty()),
              row(Refusal.SCOPE_MALFORMED, r -> r.form.with("scope", "\"")),
              row(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT, r -> r.client = OTHER_CLIENT),
              row(Refusal.REFRESH_TOKEN_OF_ANOTHER_KEY, r -> r.token = Optional.of(BOUND)),
              row(
                  Refusal.RESOURCE_NOT_GRANTED,
                  r -> r.form.with("resource", "https://other.example/mcp")),
              row(Refusal.SCOPE_WIDER_THAN_GRANT, r -> r.form.with("scope", "mcp:read admin")),
              row(Refusal.REFRESH_TOKEN_EXPIRED, r -> r.now = EXPIRES.plusMillis(1)),
              row(Refusal.GRANT_ACCOUNT_SUSPENDED, r -> r.account = SUSPENDED)));

  @Test
  void aValidTokenIsPresentedWithItsGeneration() {
    TABLE.aValidRequestPasses();
    assertThat(new Request().decision())
        .isEqualTo(
            new Decision.Append(new RefreshPresented(ATTEMPT, CLIENT, 4, VOID_AFTER, CALLER)));
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
  void aTokenIsGoodUntilTheMomentItExpires() {
    var request = new Request();
    request.now = EXPIRES;
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
  }

  private static Grant.Active active(AttemptId by, int lost) {
    return new Grant.Active(5, EXPIRES, new Presentation(by, 4, EXPIRES, lost), false, LIVES);
  }

  private static Grant.Revoked revoked(RevocationCause cause, AttemptId by) {
    return new Grant.Revoked(cause, by, NOON, LIVES.endsAt());
  }

  private static TokenOutcome.Issue issue(Scope access, Optional<TailLost> lost) {
    return new TokenOutcome.Issue(
        FLOW, CLIENT, ACCOUNT, access, SCOPE, RESOURCE, 5, NOON, EXPIRES, LIVES.endsAt(), lost);
  }

  private static TokenOutcome outcome(Request request, Grant after) {
    return request.command().outcome(after, NOON);
  }

  @Test
  void theAttemptThatWonIsIssuedTheNextGeneration() {
    assertThat(outcome(new Request(), active(ATTEMPT, 0)))
        .isEqualTo(issue(SCOPE, Optional.empty()));
  }

  @Test
  void aNarrowerScopeNarrowsTheAccessTokenAlone() {
    var request = new Request();
    request.form.with("scope", "mcp:read");
    assertThat(outcome(request, active(ATTEMPT, 0)))
        .isEqualTo(issue(Scope.of("mcp:read"), Optional.empty()));
  }

  @Test
  void offlineAccessIsNeitherTooMuchNorANarrowing() {
    var request = new Request();
    request.form.with("scope", "offline_access");
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
    assertThat(outcome(request, active(ATTEMPT, 0))).isEqualTo(issue(SCOPE, Optional.empty()));
    request.form.with("scope", "mcp:read offline_access");
    assertThat(outcome(request, active(ATTEMPT, 0)))
        .isEqualTo(issue(Scope.of("mcp:read"), Optional.empty()));
  }

  @Test
  void whatTheLogHasLostIsReported() {
    assertThat(outcome(new Request(), active(ATTEMPT, 3)))
        .isEqualTo(issue(SCOPE, Optional.of(new TailLost(4, 1))));
  }

  private static void refuses(Grant after, Instant at, Refusal refusal) {
    assertThat(new Request().command().outcome(after, at))
        .isInstanceOfSatisfying(
            TokenOutcome.Refuse.class, r -> assertThat(r.refused().refusal()).isEqualTo(refusal));
  }

  @Test
  void everyOtherStateIsARefusalByName() {
    refuses(revoked(RevocationCause.REFRESH_REUSED, ATTEMPT), NOON, Refusal.REFRESH_TOKEN_REUSED);
    refuses(
        revoked(RevocationCause.REFRESH_REUSED, OTHER_ATTEMPT), NOON, Refusal.REFRESH_TOKEN_REUSED);
    refuses(revoked(RevocationCause.REFRESH_RACED, ATTEMPT), NOON, Refusal.REFRESH_TOKEN_REUSED);
    refuses(
        revoked(RevocationCause.LOST_ANSWER_CAME, ATTEMPT),
        NOON,
        Refusal.REFRESH_TOKEN_OF_LOST_ANSWER);
    refuses(
        revoked(RevocationCause.LOST_ANSWER_CAME, OTHER_ATTEMPT),
        NOON,
        Refusal.REFRESH_TOKEN_REUSED);
    refuses(revoked(RevocationCause.CODE_REPLAYED, OTHER_ATTEMPT), NOON, Refusal.GRANT_REVOKED);
    refuses(
        revoked(RevocationCause.BY_OPERATOR, Grant.NO_ATTEMPT),
        NOON,
        Refusal.GRANT_REVOKED_BY_OPERATOR);
    refuses(active(OTHER_ATTEMPT, 0), VOID_AFTER, Refusal.REFRESH_TOKEN_EXPIRED);
    refuses(active(OTHER_ATTEMPT, 0), VOID_AFTER.plusMillis(1), Refusal.LOG_UNAVAILABLE);
    refuses(
        new Grant.CodeOutstanding(OTHER_ATTEMPT, EXPIRES, LIVES), NOON, Refusal.LOG_UNAVAILABLE);
    refuses(new Grant.None(), NOON, Refusal.GRANT_UNKNOWN);
    refuses(new Grant.Denied(NOON), NOON, Refusal.GRANT_UNKNOWN);
    refuses(new Grant.Closed(NOON), NOON, Refusal.GRANT_UNREADABLE);
  }

  @Test
  void aTokenThatIsBoundToAKeyIsPresentedByItsHolderAlone() {
    var request = new Request();
    request.token = Optional.of(BOUND);
    request.key = Optional.of(KEY);
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
    request.key = Optional.of(new KeyThumbprint("o".repeat(43)));
    assertThat(Requests.refused(request.decision()).map(Refused::refusal))
        .contains(Refusal.REFRESH_TOKEN_OF_ANOTHER_KEY);
  }
}
