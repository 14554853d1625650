package dev.ninestep.trace;

import static dev.ninestep.trace.Chapters.ACCOUNT;
import static dev.ninestep.trace.Chapters.CALLBACK;
import static dev.ninestep.trace.Chapters.RESOURCE;
import static dev.ninestep.trace.Chapters.SCOPE;
import static dev.ninestep.trace.Chapters.admitted;
import static dev.ninestep.trace.Chapters.callRefused;
import static dev.ninestep.trace.Chapters.connected;
import static dev.ninestep.trace.Chapters.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What was asked, beside what was registered, challenged and allowed.
class ComparisonStoriesTest {

  private static final RedirectUri ANOTHER_PORT =
      new RedirectUri("http://localhost:33418/callback");

  private static AuthorizationRequested asking(String redirect, String scope, String resource) {
    return new AuthorizationRequested(
        Tale.CLIENT,
        new RedirectUri(redirect),
        Scope.parse(scope).orElseThrow(),
        new ResourceUri(resource),
        new CodeChallenge("c".repeat(43)),
        Optional.empty(),
        Tale.CALLER);
  }

  @Test
  void whatAgreesIsSaidInOneLineAndWhatDiffersIsDrawn() {
    var story =
        registered()
            .own(0, asking(ANOTHER_PORT.value(), "mcp admin", "https://mcp.example/other"))
            .own(
                20,
                new ConsentGranted(
                    new AttemptId(9),
                    Tale.CLIENT,
                    ACCOUNT,
                    ANOTHER_PORT,
                    SCOPE,
                    new ResourceUri("https://mcp.example/other"),
                    Tale.BEGAN.plusSeconds(610),
                    Duration.ofSeconds(60),
                    Duration.ofDays(30),
                    Duration.ofDays(365)))
            .toldAfter(30);
    Golden.isTold(story, "asked-beside-registered");
  }

  @Test
  void theRegisteredUriThatIsMostLikeItIsTheOneToCompareWith() {
    var story = registered().own(0, asking(CALLBACK.value(), "mcp", RESOURCE.value())).toldAfter(9);
    assertThat(comparisons(story, Step.AUTHORIZATION)).allMatch(Comparison::isSame).hasSize(3);
  }

  @Test
  void aPortOfALoopbackAddressMayDiffer() {
    var story = registered().own(0, asking(ANOTHER_PORT.value(), "mcp", RESOURCE.value()));
    assertThat(comparisons(story.toldAfter(9), Step.AUTHORIZATION))
        .filteredOn(it -> !it.isSame())
        .singleElement()
        .satisfies(it -> assertThat(it.excuse()).isPresent());
  }

  @Test
  void callsAreSummedUpWithWhatTheDecisionsWereAbout() {
    var calls =
        connected()
            .own(30, admitted("POST"))
            .own(
                41,
                new CallsMetered(
                    Tale.CLIENT, ACCOUNT, RESOURCE, Tale.BEGAN.plusSeconds(40), 3, new Amount(12)))
            .own(50, callRefused(Refusal.SCOPE_INSUFFICIENT, 2))
            .own(60, callRefused(Refusal.TOKEN_EXPIRED, 1))
            .own(61, callRefused(Refusal.TOKEN_EXPIRED, 4))
            .toldAfter(70)
            .calls();
    assertThat(calls.admitted()).isEqualTo(4);
    assertThat(calls.cost()).isEqualTo(new Amount(12));
    assertThat(calls.refused())
        .extracting(Calls.Refused::about, Calls.Refused::count)
        .containsExactly(tuple(Calls.About.SCOPE, 2L), tuple(Calls.About.TOKEN, 5L));
  }

  private static List<Comparison> comparisons(Story story, Step step) {
    return story.steps().stream()
        .filter(told -> told.step() == step)
        .findFirst()
        .orElseThrow()
        .comparisons();
  }
}
