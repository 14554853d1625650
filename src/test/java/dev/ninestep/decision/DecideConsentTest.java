package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.ACCOUNT;
import static dev.ninestep.decision.Requests.ATTEMPT;
import static dev.ninestep.decision.Requests.CALLBACK;
import static dev.ninestep.decision.Requests.CLIENT;
import static dev.ninestep.decision.Requests.FLOW;
import static dev.ninestep.decision.Requests.LIVES;
import static dev.ninestep.decision.Requests.NOON;
import static dev.ninestep.decision.Requests.OPEN;
import static dev.ninestep.decision.Requests.OTHER_ATTEMPT;
import static dev.ninestep.decision.Requests.RESOURCE;
import static dev.ninestep.decision.Requests.SCOPE;
import static dev.ninestep.decision.Requests.SUSPENDED;
import static dev.ninestep.decision.Requests.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ninestep.decision.DecideConsent.GrantLifetimes;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Refusal;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Presentation;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ConsentNonce;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecideConsentTest {

  private static final Instant PAGE_ENDS = NOON.plusSeconds(600);
  private static final Instant CODE_ENDS = NOON.plusSeconds(60);
  private static final Scope OFFERED = Scope.of("mcp:read");
  private static final AccountId SOMEBODY_ELSE = new AccountId(9, 9);
  private static final GrantLifetimes LIFETIMES =
      new GrantLifetimes(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofDays(1));
  private static final AuthorizationRequest ASKED =
      new AuthorizationRequest(
          FLOW,
          CLIENT,
          CALLBACK,
          Optional.of("state"),
          VERIFIER.challenge(),
          SCOPE,
          RESOURCE,
          Interaction.NONE,
          PAGE_ENDS);

  /// A decision in the making: valid until something is changed.
  private static final class Request {
    boolean allow = true;
    Scope without = Scope.NONE;
    FlowId flow = FLOW;
    AccountId asked = ACCOUNT;
    AccountId signedIn = ACCOUNT;
    String shownIn = "browser";
    Instant now = NOON;
    boolean isOpened = true;
    Account account = OPEN;

    DecideConsent command() {
      var nonce = new ConsentNonce(flow, asked, shownIn, OFFERED, PAGE_ENDS);
      return new DecideConsent(
          allow,
          without,
          ASKED,
          Optional.of(nonce).filter(_ -> isOpened),
          signedIn,
          "browser",
          ATTEMPT,
          now,
          LIFETIMES);
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
              row(Refusal.CONSENT_FORGED, r -> r.isOpened = false),
              row(Refusal.CONSENT_FORGED, r -> r.flow = new FlowId(0, 0)),
              row(Refusal.CONSENT_FORGED, r -> r.signedIn = SOMEBODY_ELSE),
              row(Refusal.CONSENT_FORGED, r -> r.shownIn = "another browser"),
              row(Refusal.CONSENT_EXPIRED, r -> r.now = PAGE_ENDS.plusMillis(1)),
              row(Refusal.ACCOUNT_SUSPENDED, r -> r.account = SUSPENDED)));

  private static Request deny() {
    var request = new Request();
    request.allow = false;
    return request;
  }

  @Test
  void allowIsAppendedWithTheScopeThatWasOffered() {
    TABLE.aValidRequestPasses();
    assertThat(new Request().decision())
        .isEqualTo(
            new Decision.Append(
                new ConsentGranted(
                    ATTEMPT,
                    CLIENT,
                    ACCOUNT,
                    CALLBACK,
                    OFFERED,
                    RESOURCE,
                    PAGE_ENDS,
                    LIFETIMES.code(),
                    LIFETIMES.refreshIdle(),
                    LIFETIMES.grant())));
  }

  // CO-07
  @Test
  void whatTheUserLeavesOutIsNotGiven() {
    var request = new Request();
    request.without = Scope.of(OFFERED.tokens().getFirst(), "never-offered");
    var left = OFFERED.without(request.without);
    var granted = (ConsentGranted) ((Decision.Append) request.decision()).event();
    assertThat(granted.scope()).isEqualTo(left);
    assertThat(left.tokens()).hasSize(OFFERED.tokens().size() - 1);
  }

  @Test
  void denyIsAppendedToo() {
    assertThat(deny().decision())
        .isEqualTo(new Decision.Append(new ConsentDenied(CLIENT, ACCOUNT, PAGE_ENDS)));
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
  void aPageCountsUntilTheMomentItEnds() {
    var request = new Request();
    request.now = PAGE_ENDS;
    assertThat(request.decision()).isInstanceOf(Decision.Append.class);
  }

  private static ConsentOutcome outcome(Request request, Grant after) {
    return request.command().outcome(after, NOON);
  }

  @Test
  void theDecisionThatOpenedTheGrantIsSentTheCode() {
    assertThat(outcome(new Request(), new Grant.CodeOutstanding(ATTEMPT, CODE_ENDS, LIVES)))
        .isEqualTo(
            new ConsentOutcome.SendCode(
                new AuthorizationCode(
                    FLOW,
                    CLIENT,
                    ACCOUNT,
                    CALLBACK,
                    VERIFIER.challenge(),
                    OFFERED,
                    RESOURCE,
                    CODE_ENDS)));
  }

  @Test
  void aDenialIsSentAsOne() {
    assertThat(outcome(deny(), new Grant.Denied(PAGE_ENDS)))
        .isInstanceOfSatisfying(
            ConsentOutcome.SendDenial.class,
            s -> assertThat(s.refused().refusal()).isEqualTo(Refusal.CONSENT_DENIED));
  }

  private static void refuses(Request request, Grant after, Instant at, Refusal refusal) {
    assertThat(request.command().outcome(after, at))
        .isInstanceOfSatisfying(
            ConsentOutcome.Refuse.class, r -> assertThat(r.refused().refusal()).isEqualTo(refusal));
  }

  @Test
  void whatWasDecidedBeforeStaysDecided() {
    var another = new Grant.CodeOutstanding(OTHER_ATTEMPT, CODE_ENDS, LIVES);
    var last = new Presentation(OTHER_ATTEMPT, 0, CODE_ENDS, 0);
    var active = new Grant.Active(1, CODE_ENDS, last, false, LIVES);
    var revoked =
        new Grant.Revoked(RevocationCause.BY_USER, Grant.NO_ATTEMPT, NOON, LIVES.endsAt());
    for (var request : List.of(new Request(), deny())) {
      refuses(request, another, NOON, Refusal.CONSENT_REPEATED);
      refuses(request, active, NOON, Refusal.CONSENT_REPEATED);
      refuses(request, revoked, NOON, Refusal.CONSENT_REPEATED);
      refuses(request, new Grant.Closed(NOON), NOON, Refusal.GRANT_UNREADABLE);
      refuses(request, new Grant.None(), PAGE_ENDS.plusMillis(1), Refusal.CONSENT_EXPIRED);
    }
    refuses(new Request(), new Grant.Denied(PAGE_ENDS), NOON, Refusal.CONSENT_REPEATED);
    refuses(
        deny(),
        new Grant.CodeOutstanding(ATTEMPT, CODE_ENDS, LIVES),
        NOON,
        Refusal.CONSENT_REPEATED);
  }

  @Test
  void whatDecideRefusedHasNoOutcome() {
    var request = new Request();
    request.isOpened = false;
    assertThatIllegalStateException().isThrownBy(() -> outcome(request, new Grant.None()));
  }
}
