package dev.ninestep.trace;

import static dev.ninestep.trace.Chapters.ACCOUNT;
import static dev.ninestep.trace.Chapters.AGAIN;
import static dev.ninestep.trace.Chapters.REFRESH;
import static dev.ninestep.trace.Chapters.RESOURCE;
import static dev.ninestep.trace.Chapters.SCOPE;
import static dev.ninestep.trace.Chapters.admitted;
import static dev.ninestep.trace.Chapters.allowed;
import static dev.ninestep.trace.Chapters.callRefused;
import static dev.ninestep.trace.Chapters.connected;
import static dev.ninestep.trace.Chapters.discovered;
import static dev.ninestep.trace.Chapters.issued;
import static dev.ninestep.trace.Chapters.refused;
import static dev.ninestep.trace.Chapters.registered;
import static dev.ninestep.trace.Chapters.requested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.PayForCall;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Stories as support reads them, each beside this test in a file of its own. Whoever changes what
/// is told sees it there, and finds the new ones in `target/golden`.
class GoldenStoriesTest {

  @Test
  void allNineSteps() throws IOException {
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
  void callsCountedBeforeARefusalAreWrittenAfterIt() throws IOException {
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
  void theMoneyRanOut() throws IOException {
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
  void theCodeNeverCameBack() throws IOException {
    isTold(allowed().toldAfter(300), "code-never-came-back");
  }

  @Test
  void noCallCameWithTheTokens() throws IOException {
    isTold(connected().toldAfter(300), "no-call");
  }

  @Test
  void nothingCameOfTheDiscovery() throws IOException {
    var tale = discovered();
    isTold(tale.toldAfter(1_000), "nothing-after-discovery");
    assertThat(discovered().goesOn().toldAfter(1_000).symptoms()).isEmpty();
    assertThat(discovered().toldAfter(300).symptoms()).as("not yet").isEmpty();
  }

  @Test
  void aMachineRegistersAgainAndAgain() throws IOException {
    var tale = registered().registrations(-300, -270, -240, -210, -180, -150, -120, -90, -60, -25);
    isTold(tale.own(0, requested()).toldAfter(20), "registration-storm");
  }

  @Test
  void aMachineRegistersOnEveryConnect() throws IOException {
    var tale = registered().registrations(-40_000, -9_000, -25);
    isTold(tale.own(0, requested()).toldAfter(20), "registers-on-every-connect");
    assertThat(registered().registrations(-9_000, -25).own(0, requested()).toldAfter(20).symptoms())
        .isEmpty();
  }

  @Test
  void aRefreshNeverComes() throws IOException {
    var tale = connected();
    tale.own(30, admitted("POST"));
    tale.own(3_700, callRefused(Refusal.TOKEN_EXPIRED, 3));
    assertThat(tale.toldAfter(3_760).symptoms()).as("not yet").isEmpty();
    isTold(tale.toldAfter(3_761), "no-refresh");
  }

  @Test
  void theUserDenied() throws IOException {
    var tale = registered();
    tale.own(0, requested());
    tale.own(10, new UserSignedIn(ACCOUNT, "pwd", Tale.CALLER));
    tale.own(10, new ConsentShown(Tale.CLIENT, ACCOUNT, SCOPE, RESOURCE, Duration.ofMinutes(10)));
    tale.own(20, new ConsentDenied(Tale.CLIENT, ACCOUNT, Tale.BEGAN.plusSeconds(610)));
    isTold(tale.toldAfter(300), "user-denied");
  }

  @Test
  void theCodeCameTooLate() throws IOException {
    var tale = allowed();
    tale.own(
        95,
        refused(
            Step.TOKEN,
            Refusal.CODE_EXPIRED,
            Evidence.of("presented 75 s after consent, good for 60 s")));
    isTold(tale.toldAfter(100), "code-came-too-late");
  }

  @Test
  void aRedirectUriDiffersInOneByte() throws IOException {
    var tale = registered();
    tale.own(
        10,
        refused(
            Step.AUTHORIZATION,
            Refusal.REDIRECT_URI_MISMATCH,
            Evidence.difference(
                "http://localhost:8901/callback/", "http://localhost:8901/callback")));
    isTold(tale.toldAfter(20), "redirect-uri-differs-in-one-byte");
  }

  @Test
  void theAnswerWasLostAndTheTokenCameAgain() throws IOException {
    var tale = connected();
    tale.own(
        50, new RefreshPresented(REFRESH, Tale.CLIENT, 1, Tale.BEGAN.plusSeconds(60), Tale.CALLER));
    tale.own(52, new DeliveryFailed(REFRESH, DeliveryFailure.CONNECTION_CLOSED));
    tale.own(
        55, new RefreshPresented(AGAIN, Tale.CLIENT, 1, Tale.BEGAN.plusSeconds(65), Tale.CALLER));
    tale.own(55, issued(AGAIN, 3));
    isTold(tale.toldAfter(60), "answer-lost-and-token-came-again");
  }

  @Test
  void aRotatedTokenCameAgainAndItsSuccessorHadBeenDelivered() throws IOException {
    var tale = connected();
    tale.own(
        50, new RefreshPresented(REFRESH, Tale.CLIENT, 1, Tale.BEGAN.plusSeconds(60), Tale.CALLER));
    tale.own(50, issued(REFRESH, 2));
    tale.own(
        90, new RefreshPresented(AGAIN, Tale.CLIENT, 1, Tale.BEGAN.plusSeconds(100), Tale.CALLER));
    tale.own(
        90,
        refused(
            Step.REFRESH,
            Refusal.REFRESH_TOKEN_REUSED,
            Evidence.of("generation 1 presented, 2 is current")));
    isTold(tale.toldAfter(100), "rotated-token-came-again");
  }

  @Test
  void whatANeighbourDidIsMarkedAndNotBlamed() throws IOException {
    var tale = registered();
    tale.nearby(-20, refused(Step.CALL, Refusal.NOT_FOUND, Evidence.asked("GET /favicon.ico")));
    tale.own(10, requested());
    var story = tale.toldAfter(20);
    assertThat(story.trouble()).isEmpty();
    isTold(story, "neighbour-is-not-blamed");
  }

  private static void isTold(Story story, String golden) throws IOException {
    var told = StoryText.of(story);
    var file = Files.createDirectories(Path.of("target", "golden")).resolve(golden + ".txt");
    Files.writeString(file, told);
    try (var in = GoldenStoriesTest.class.getResourceAsStream(golden + ".txt")) {
      assertThat(told)
          .as(golden)
          .isEqualTo(
              in == null ? "no such file" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
