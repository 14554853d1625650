package dev.ninestep.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Stories as support reads them, each beside this test in a file of its own. Whoever changes what
/// is told sees it there, and finds the new ones in `target/golden`.
class GoldenStoriesTest {

  private static final RedirectUri CALLBACK = new RedirectUri("http://localhost:8901/callback");
  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example/mcp");
  private static final Scope SCOPE = Scope.of("mcp");
  private static final AccountId ACCOUNT = new AccountId(1, 2);
  private static final AttemptId CODE = new AttemptId(1);
  private static final AttemptId REFRESH = new AttemptId(2);
  private static final AttemptId AGAIN = new AttemptId(3);

  @Test
  void allNineSteps() throws IOException {
    var tale = connected();
    tale.own(
        21,
        new CallAdmitted(
            Tale.CLIENT, ACCOUNT, RESOURCE, "jti", "GET", Optional.empty(), Tale.CALLER));
    tale.own(
        40, new CallsMetered(Tale.CLIENT, ACCOUNT, RESOURCE, Tale.BEGAN.plusSeconds(40), 3, 0));
    tale.own(
        50, new RefreshPresented(REFRESH, Tale.CLIENT, 1, Tale.BEGAN.plusSeconds(60), Tale.CALLER));
    tale.own(50, issued(REFRESH, 2));
    isTold(tale.toldAfter(60), "all-nine-steps");
  }

  @Test
  void callsCountedBeforeARefusalAreWrittenAfterIt() throws IOException {
    var tale = connected();
    tale.own(
        21,
        new CallAdmitted(
            Tale.CLIENT, ACCOUNT, RESOURCE, "jti", "GET", Optional.empty(), Tale.CALLER));
    tale.own(
        40,
        new CallRefused(
            Refusal.TOKEN_REVOKED,
            Optional.of(Tale.CLIENT),
            Optional.of(ACCOUNT),
            RESOURCE,
            "POST",
            1,
            Evidence.NONE,
            Tale.CALLER));
    tale.own(
        41, new CallsMetered(Tale.CLIENT, ACCOUNT, RESOURCE, Tale.BEGAN.plusSeconds(39), 3, 0));
    isTold(tale.toldAfter(60), "calls-counted-before-a-refusal");
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
    tale.own(
        30,
        new CallAdmitted(
            Tale.CLIENT, ACCOUNT, RESOURCE, "jti", "POST", Optional.empty(), Tale.CALLER));
    tale.own(
        3_700,
        new CallRefused(
            Refusal.TOKEN_EXPIRED,
            Optional.of(Tale.CLIENT),
            Optional.of(ACCOUNT),
            RESOURCE,
            "POST",
            3,
            Evidence.NONE,
            Tale.CALLER));
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

  private static Tale discovered() {
    return new Tale()
        .nameless(0, new ResourceChallenged(RESOURCE, "POST", Tale.CALLER))
        .nameless(
            1,
            new MetadataServed(
                "protected-resource", "/.well-known/oauth-protected-resource/mcp", Tale.CALLER));
  }

  private static Tale registered() {
    return new Tale()
        .nearby(-30, new ResourceChallenged(RESOURCE, "POST", Tale.CALLER))
        .nearby(
            -29,
            new MetadataServed(
                "protected-resource", "/.well-known/oauth-protected-resource/mcp", Tale.CALLER))
        .nearby(
            -28,
            new MetadataServed(
                "authorization-server", "/.well-known/oauth-authorization-server", Tale.CALLER))
        .registration(
            -25,
            new ClientRegistered(
                Tale.CLIENT,
                new ClientName("Claude Code"),
                List.of(CALLBACK),
                ClientAuthMethod.NONE,
                Optional.empty(),
                List.of("authorization_code", "refresh_token"),
                SCOPE,
                Tale.CALLER));
  }

  private static Tale allowed() {
    return registered()
        .own(0, requested())
        .own(10, new UserSignedIn(ACCOUNT, "pwd", Tale.CALLER))
        .own(10, new ConsentShown(Tale.CLIENT, ACCOUNT, SCOPE, RESOURCE, Duration.ofMinutes(10)))
        .own(
            20,
            new ConsentGranted(
                new AttemptId(9),
                Tale.CLIENT,
                ACCOUNT,
                CALLBACK,
                SCOPE,
                RESOURCE,
                Tale.BEGAN.plusSeconds(610),
                Duration.ofSeconds(60),
                Duration.ofDays(30),
                Duration.ofDays(365)));
  }

  private static Tale connected() {
    return allowed()
        .own(21, new CodePresented(CODE, Tale.CLIENT, Tale.BEGAN.plusSeconds(30), Tale.CALLER))
        .own(21, issued(CODE, 1));
  }

  private static AuthorizationRequested requested() {
    return new AuthorizationRequested(
        Tale.CLIENT,
        CALLBACK,
        SCOPE,
        RESOURCE,
        new CodeChallenge("c".repeat(43)),
        Optional.empty(),
        Tale.CALLER);
  }

  private static TokensIssued issued(AttemptId attempt, int generation) {
    return new TokensIssued(
        attempt, Tale.CLIENT, generation, "jti", SCOPE, Tale.BEGAN.plusSeconds(3_600));
  }

  private static StepRefused refused(Step step, Refusal refusal, Evidence evidence) {
    return new StepRefused(step, refusal, Optional.empty(), evidence, Tale.CALLER);
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
