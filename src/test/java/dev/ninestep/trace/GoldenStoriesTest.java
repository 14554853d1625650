package dev.ninestep.trace;

import static dev.ninestep.trace.Chapters.ACCOUNT;
import static dev.ninestep.trace.Chapters.REFRESH;
import static dev.ninestep.trace.Chapters.RESOURCE;
import static dev.ninestep.trace.Chapters.admitted;
import static dev.ninestep.trace.Chapters.allowed;
import static dev.ninestep.trace.Chapters.asked;
import static dev.ninestep.trace.Chapters.callRefused;
import static dev.ninestep.trace.Chapters.connected;
import static dev.ninestep.trace.Chapters.discovered;
import static dev.ninestep.trace.Chapters.issued;
import static dev.ninestep.trace.Chapters.refused;
import static dev.ninestep.trace.Chapters.registered;
import static dev.ninestep.trace.Chapters.registering;
import static dev.ninestep.trace.Chapters.requested;
import static dev.ninestep.trace.Golden.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.PayForCall;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How flows went, as support reads it.
class GoldenStoriesTest {

  @Test
  void allNineSteps() {
    var tale = connected();
    tale.own(21, admitted("GET"));
    tale.own(
        40,
        new CallsMetered(
            Tale.CLIENT, ACCOUNT, RESOURCE, Tale.BEGAN.plusSeconds(40), 3, Amount.ZERO));
    tale.own(
        50, new RefreshPresented(REFRESH, Tale.CLIENT, 1, Tale.BEGAN.plusSeconds(60), Tale.CALLER));
    tale.own(50, issued(REFRESH, 2));
    isTold(tale.toldAfter(60), "all-nine-steps");
  }

  @Test
  void callsCountedBeforeARefusalAreWrittenAfterIt() {
    var tale = connected();
    tale.own(21, admitted("GET"));
    tale.own(40, callRefused(Refusal.TOKEN_REVOKED, 1));
    tale.own(
        41,
        new CallsMetered(
            Tale.CLIENT, ACCOUNT, RESOURCE, Tale.BEGAN.plusSeconds(39), 3, Amount.ZERO));
    isTold(tale.toldAfter(60), "calls-counted-before-a-refusal");
  }

  @Test
  void theMoneyRanOut() {
    var tale = connected();
    tale.own(21, admitted("POST"));
    tale.own(
        40,
        new CallsMetered(
            Tale.CLIENT, ACCOUNT, RESOURCE, Tale.BEGAN.plusSeconds(39), 3, new Amount(30_000)));
    var decided = new PayForCall(new Amount(10_000), new Amount(5_000), List.of("draw")).decide();
    tale.own(41, callRefused(Refusal.BALANCE_INSUFFICIENT, 1, decided.orElseThrow().evidence()));
    isTold(tale.toldAfter(60), "money-ran-out");
  }

  @Test
  void theCodeNeverCameBack() {
    // > Web OAuth client can't connect AND no reauth prompt → some step is silently failing. This
    // > article: how to trace.
    isTold(allowed().toldAfter(300), "no-token-request");
  }

  @Test
  void noCallCameWithTheTokens() {
    isTold(connected().toldAfter(300), "no-call");
  }

  @Test
  void nothingCameOfTheDiscovery() {
    var tale = discovered();
    isTold(tale.toldAfter(1_000), "nothing-after-discovery");
    assertThat(discovered().goesOn().toldAfter(1_000).symptoms()).isEmpty();
    assertThat(discovered().toldAfter(300).symptoms()).as("not yet").isEmpty();
  }

  @Test
  void theBrowserNeverArrived() {
    // > | 3 (authorize) | Redirect doesn't reach Slima | Network / DNS / proxy issue |
    isTold(registering().toldAfter(1_000), "no-browser");
    assertThat(registering().goesOn().toldAfter(1_000).symptoms()).isEmpty();
    assertThat(registering().toldAfter(300).symptoms()).as("not yet").isEmpty();
  }

  @Test
  void aMachineRegistersAgainAndAgain() {
    var tale = registered().registrations(-300, -270, -240, -210, -180, -150, -120, -90, -60, -25);
    isTold(tale.own(0, requested()).toldAfter(20), "registration-storm");
  }

  @Test
  void aMachineRegistersOnEveryConnect() {
    var tale = registered().registrations(-40_000, -9_000, -25);
    isTold(tale.own(0, requested()).toldAfter(20), "registers-on-every-connect");
    assertThat(registered().registrations(-9_000, -25).own(0, requested()).toldAfter(20).symptoms())
        .isEmpty();
  }

  @Test
  void aRefreshNeverComes() {
    // > Check that your client is calling /oauth/token with grant_type=refresh_token before each
    // > access token expires.
    var tale = connected();
    tale.own(30, admitted("POST"));
    tale.own(3_700, callRefused(Refusal.TOKEN_EXPIRED, 3));
    assertThat(tale.toldAfter(3_760).symptoms()).as("not yet").isEmpty();
    isTold(tale.toldAfter(3_761), "no-refresh");
  }

  @Test
  void theUserDenied() {
    var tale = asked();
    tale.own(20, new ConsentDenied(Tale.CLIENT, ACCOUNT, Tale.BEGAN.plusSeconds(610)));
    isTold(tale.toldAfter(300), "user-denied");
  }

  @Test
  void whatANeighbourDidIsMarkedAndNotBlamed() {
    var tale = registered();
    tale.nearby(-20, refused(Step.CALL, Refusal.NOT_FOUND, Evidence.asked("GET /favicon.ico")));
    tale.own(10, requested());
    var story = tale.toldAfter(20);
    assertThat(story.trouble()).isEmpty();
    isTold(story, "neighbour-is-not-blamed");
  }
}
