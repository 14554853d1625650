package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.ACCOUNT;
import static dev.ninestep.decision.Requests.ATTEMPT;
import static dev.ninestep.decision.Requests.CALLBACK;
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
import static dev.ninestep.decision.Requests.VERIFIER;
import static dev.ninestep.decision.Requests.VOID_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Presentation;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeyThumbprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedeemCodeTest {

  private static final Instant EXPIRES = NOON.plusSeconds(60);
  private static final AuthorizationCode SEALED =
      new AuthorizationCode(
          FLOW, CLIENT, ACCOUNT, CALLBACK, VERIFIER.challenge(), SCOPE, RESOURCE, EXPIRES);

  private static final KeyThumbprint KEY = new KeyThumbprint("k".repeat(43));
  private static final AuthorizationCode BOUND =
      new AuthorizationCode(
          FLOW,
          CLIENT,
          ACCOUNT,
          CALLBACK,
          VERIFIER.challenge(),
          SCOPE,
          RESOURCE,
          EXPIRES,
          Optional.of(KEY));

  /// A request in the making: valid until something is changed.
  private static final class Request {
    final Requests.Form form =
        new Requests.Form()
            .with("code", "sealed")
            .with("redirect_uri", CALLBACK.value())
            .with("code_verifier", VERIFIER.value())
            .with("resource", RESOURCE.value());
    Optional<AuthorizationCode> code = Optional.of(SEALED);
    Optional<KeyThumbprint> key = Optional.empty();
    ClientId client = CLIENT;
    Instant now = NOON;
    Account account = OPEN;

    RedeemCode command() {
      return new RedeemCode(form.sent(), client, code, key, ATTEMPT, now, VOID_AFTER, CALLER);
    }

    Decision decision() {
      return command().decide(account);
    }

    /// A guess at the verifier is refused once the log has counted it.
    Optional<Refused> refused() {
      return decision() instanceof Decision.Append(CodeTried _)
          ? Optional.of(
              ((TokenOutcome.Refuse)
                      command().outcome(new Grant.CodeOutstanding(ATTEMPT, EXPIRES, LIVES), NOON))
                  .refused())
          : Requests.refused(decision());
    }
  }

  private static final Precedence<Request> TABLE =
      new Precedence<>(
          Request::new,
          Request::refused,
          List.of(
              row(Refusal.CODE_MISSING, r -> r.form.without("code")),
              row(Refusal.CODE_UNKNOWN, r -> r.code = Optional.empty()),
              row(Refusal.CODE_OF_ANOTHER_CLIENT, r -> r.client = OTHER_CLIENT),
              row(Refusal.CODE_OF_ANOTHER_KEY, r -> r.code = Optional.of(BOUND)),
              row(
                  Refusal.CODE_REDIRECT_URI_MISMATCH,
                  r -> r.form.with("redirect_uri", CALLBACK + "/")),
              row(Refusal.CODE_VERIFIER_MISSING, r -> r.form.without("code_verifier")),
              row(
                  Refusal.CODE_VERIFIER_IS_CHALLENGE,
                  r -> r.form.with("code_verifier", VERIFIER.challenge().value())),
              row(
                  Refusal.CODE_VERIFIER_MALFORMED,
                  r -> r.form.with("code_verifier", "v".repeat(42))),
              row(Refusal.CODE_VERIFIER_WRONG, r -> r.form.with("code_verifier", "w".repeat(43))),
              row(
                  Refusal.RESOURCE_NOT_GRANTED,
                  r -> r.form.with("resource", "https://other.example/mcp")),
              row(Refusal.CODE_EXPIRED, r -> r.now = EXPIRES.plusMillis(1)),
              row(Refusal.GRANT_ACCOUNT_SUSPENDED, r -> r.account = SUSPENDED)));

  @Test
  void aValidCodeIsPresented() {
    TABLE.aValidRequestPasses();
    assertThat(new Request().decision())
        .isEqualTo(new Decision.Append(new CodePresented(ATTEMPT, CLIENT, VOID_AFTER, CALLER)));
  }

  // TK-05
  @Test
  void aGuessAtTheVerifierIsForTheLogToCount() {
    var request = new Request();
    request.form.with("code_verifier", "w".repeat(43));
    assertThat(request.decision())
        .isEqualTo(new Decision.Append(new CodeTried(ATTEMPT, CLIENT, CALLER)));
    var spent = new Grant.Revoked(RevocationCause.CODE_GUESSED, ATTEMPT, NOON, EXPIRES);
    assertThat(((TokenOutcome.Refuse) request.command().outcome(spent, NOON)).refused().refusal())
        .isEqualTo(Refusal.CODE_GUESSED);
    assertThat(
            ((TokenOutcome.Refuse) new Request().command().outcome(spent, NOON))
                .refused()
                .refusal())
        .isEqualTo(Refusal.CODE_GUESSED);
    request.now = EXPIRES.plusMillis(1);
    assertThat(request.decision()).isInstanceOf(Decision.Refuse.class);
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
  void aCodeIsGoodUntilTheMomentItExpires() {
    var request = new Request();
    request.now = EXPIRES;
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
  }

  @Test
  void redirectUriAndResourceMayBeLeftOut() {
    var request = new Request();
    request.form.without("redirect_uri").without("resource");
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
  }

  @Test
  void oneResourceOfSeveralThatWasNotGrantedIsOneTooMany() {
    var request = new Request();
    request.form.with("resource", RESOURCE.value(), "https://other.example/mcp");
    assertThat(Requests.refused(request.decision()).map(Refused::refusal))
        .contains(Refusal.RESOURCE_NOT_GRANTED);
    request.form.with("resource", RESOURCE.value(), "HTTPS://MCP.example:443/mcp/");
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
  }

  @Test
  void evidenceShowsTheByteWhereTwoRedirectUrisDiffer() {
    var request = new Request();
    request.form.with("redirect_uri", CALLBACK + "/");
    assertThat(Requests.refused(request.decision()))
        .contains(
            new Refused(
                Refusal.CODE_REDIRECT_URI_MISMATCH,
                new Evidence(
                    Optional.of(CALLBACK + "/"),
                    Optional.of(CALLBACK.value()),
                    Optional.of(22),
                    Optional.empty())));
  }

  @Test
  void evidenceNeverShowsAVerifier() {
    var request = new Request();
    request.form.with("code_verifier", "w".repeat(43));
    assertThat(Requests.refused(request.decision()).toString()).doesNotContain("w".repeat(43));
    assertThat(request.command().toString())
        .doesNotContain("w".repeat(43))
        .doesNotContain("sealed");
  }

  private static Grant.Active active(AttemptId by, boolean reopened) {
    var last = new Presentation(by, 0, EXPIRES, 0);
    return new Grant.Active(1, NOON.plusSeconds(3_600), last, reopened, LIVES);
  }

  private static Grant.Revoked revoked(RevocationCause cause, AttemptId by) {
    return new Grant.Revoked(cause, by, NOON, LIVES.endsAt());
  }

  private static TokenOutcome outcome(Grant after, Instant at) {
    return new Request().command().outcome(after, at);
  }

  private static void refuses(Grant after, Instant at, Refusal refusal) {
    assertThat(outcome(after, at))
        .isInstanceOfSatisfying(
            TokenOutcome.Refuse.class, r -> assertThat(r.refused().refusal()).isEqualTo(refusal));
  }

  @Test
  void theAttemptThatWonIsIssuedTheFirstGeneration() {
    assertThat(outcome(active(ATTEMPT, false), NOON))
        .isEqualTo(
            new TokenOutcome.Issue(
                FLOW,
                CLIENT,
                ACCOUNT,
                SCOPE,
                SCOPE,
                RESOURCE,
                1,
                NOON,
                NOON.plusSeconds(3_600),
                LIVES.endsAt(),
                Optional.empty()));
  }

  @Test
  void everyOtherStateIsARefusalByName() {
    var lapsed = EXPIRES.plusMillis(1);
    var outstanding = new Grant.CodeOutstanding(OTHER_ATTEMPT, EXPIRES, LIVES);
    refuses(revoked(RevocationCause.CODE_REPLAYED, ATTEMPT), NOON, Refusal.CODE_REPLAYED);
    refuses(revoked(RevocationCause.CODE_REPLAYED, OTHER_ATTEMPT), NOON, Refusal.CODE_REPLAYED);
    refuses(revoked(RevocationCause.REFRESH_REUSED, OTHER_ATTEMPT), NOON, Refusal.GRANT_REVOKED);
    refuses(revoked(RevocationCause.BY_USER, Grant.NO_ATTEMPT), NOON, Refusal.GRANT_REVOKED);
    refuses(outstanding, lapsed, Refusal.CODE_EXPIRED);
    refuses(outstanding, EXPIRES, Refusal.LOG_UNAVAILABLE);
    refuses(active(OTHER_ATTEMPT, true), lapsed, Refusal.CODE_EXPIRED);
    refuses(active(OTHER_ATTEMPT, true), EXPIRES, Refusal.LOG_UNAVAILABLE);
    refuses(active(OTHER_ATTEMPT, false), NOON, Refusal.LOG_UNAVAILABLE);
    refuses(new Grant.None(), NOON, Refusal.GRANT_UNKNOWN);
    refuses(new Grant.Denied(NOON), NOON, Refusal.GRANT_UNKNOWN);
    refuses(new Grant.Closed(NOON), NOON, Refusal.GRANT_UNREADABLE);
  }

  @Test
  void aCodeThatIsBoundToAKeyIsRedeemedByItsHolderAlone() {
    var request = new Request();
    request.code = Optional.of(BOUND);
    request.key = Optional.of(KEY);
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
    request.key = Optional.of(new KeyThumbprint("o".repeat(43)));
    assertThat(Requests.refused(request.decision()).map(Refused::refusal))
        .contains(Refusal.CODE_OF_ANOTHER_KEY);
  }

  @Test
  void aCodeThatIsBoundToNoKeyMayBeRedeemedByTheHolderOfAny() {
    var request = new Request();
    request.key = Optional.of(KEY);
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
  }
}
