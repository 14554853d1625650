package dev.ninestep.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.contract.HttpContract;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Event;
import dev.ninestep.event.Face;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.Topic;
import dev.ninestep.log.EventCodec;
import dev.ninestep.protocol.Step;
import dev.ninestep.trace.FlowStory;
import dev.ninestep.trace.Horizon;
import dev.ninestep.trace.Material;
import dev.ninestep.trace.StepStatus;
import dev.ninestep.trace.StoryStep;
import dev.ninestep.trace.Surroundings;
import dev.ninestep.trace.Trouble;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// One way to provoke a refusal over HTTP, and what everybody is told of it.
///
/// @param refusal what it is called
/// @param step the step the log is told
/// @param face how the answer travels
/// @param provocation sends the requests to a server of its own
public record Recipe(Refusal refusal, Step step, Face face, Supplier<Provoked> provocation) {

  /// Where the clients of all recipes are answered.
  private static final String CALLBACK = "https://client.example/callback?";

  /// Follows the recipe, and looks at the answer and at what the log was told.
  public void verify() {
    assertThat(refusal.mayTravelBy(face)).as("%s may travel by %s", refusal, face).isTrue();
    var provoked = provocation.get();
    var response = provoked.response();
    assertThat(response.statusCode())
        .as(response.body())
        .isEqualTo(face == Face.REDIRECT ? 303 : refusal.status());
    HttpContract.hold(response, refusal);
    var reference = response.headers().firstValue("X-Correlation-ID").orElseThrow();
    var errorUri = provoked.issuer() + "/errors/" + refusal.slug() + "?ref=" + reference;
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    switch (face) {
      case JSON -> isJson(response, errorUri);
      case PAGE -> isPage(provoked, reference);
      case REDIRECT -> isRedirect(provoked, errorUri);
      case BEARER -> isChallenge(response, errorUri);
    }
    isTold(provoked, reference);
    isTraced(provoked, reference);
  }

  /// The trace names the step that failed, and why.
  private void isTraced(Provoked provoked, String reference) {
    var own = new ArrayList<Logged>();
    for (var fact : provoked.facts()) {
      if (fact.flow().toString().equals(reference)) {
        var at = new Position(Topic.FLOW, 0, own.size());
        own.add(new Logged.Known(at, fact.time(), fact));
      }
    }
    var last = provoked.facts().getLast();
    var material =
        new Material(last.flow(), own, List.of(), List.of(), new Surroundings(List.of(), true));
    var story = FlowStory.of(material, Horizon.at(last.time()));
    if (refusal == Refusal.TOKEN_MISSING) {
      assertThat(story.trouble()).as("a challenge is how a flow begins").isEmpty();
      return;
    }
    assertThat(story.trouble().map(Trouble::refusal)).as(story.toString()).contains(refusal);
    assertThat(story.steps())
        .filteredOn(told -> told.status() == StepStatus.REFUSED)
        .extracting(StoryStep::step)
        .first()
        .isEqualTo(step);
  }

  /// The last fact says so, and no fact says a secret.
  private void isTold(Provoked provoked, String reference) {
    var fact = provoked.facts().getLast();
    assertThat(fact.flow()).hasToString(reference);
    assertThat(refusalOf(fact.event())).isEqualTo(refusal);
    assertThat(fact.event().step()).isEqualTo(step);
    for (var told : provoked.facts()) {
      var text = written(told);
      assertThat(provoked.secrets()).as(text).noneMatch(text::contains);
    }
  }

  private static Refusal refusalOf(Event event) {
    return switch (event) {
      case StepRefused told -> told.refusal();
      case CallRefused told -> told.refusal();
      case ResourceChallenged _ -> Refusal.TOKEN_MISSING;
      case Event other -> throw new AssertionError("the last fact is no refusal: " + other);
    };
  }

  private static String written(Fact fact) {
    return fact + new String(EventCodec.json(fact.event()), StandardCharsets.UTF_8);
  }

  private void isJson(HttpResponse<String> response, String errorUri) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    var body = new JsonObject(response.body());
    assertThat(body.getString("error")).isEqualTo(refusal.error().orElse(null));
    assertThat(body.getString("error_description")).isEqualTo(refusal.description());
    assertThat(body.getString("error_uri")).isEqualTo(errorUri);
  }

  private void isChallenge(HttpResponse<String> response, String errorUri) {
    isJson(response, errorUri);
    if (refusal.status() == 503) {
      // A challenge would send the client to authorize again, which is of no use to it.
      assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      return;
    }
    var challenge = response.headers().firstValue("WWW-Authenticate").orElseThrow();
    assertThat(challenge).matches("(Bearer|DPoP) .*");
    refusal
        .error()
        .ifPresentOrElse(
            error -> assertThat(challenge).contains("error=\"" + error + "\""),
            () -> assertThat(challenge).doesNotContain("error"));
    if (step == Step.REGISTRATION) {
      // Its token is no access token: nothing leads to another one.
      return;
    }
    assertThat(challenge).contains("resource_metadata=\"");
    if (refusal.error().isPresent()) {
      assertThat(challenge)
          .contains(
              "error_description=\"" + refusal.description() + "\"",
              "error_uri=\"" + errorUri + "\"");
    }
  }

  private void isPage(Provoked provoked, String reference) {
    Protection.covers(provoked.response(), provoked.issuer());
    assertThat(provoked.response().headers().firstValue("Location")).isEmpty();
    assertThat(provoked.response().body()).contains(reference, refusal.fix());
  }

  private void isRedirect(Provoked provoked, String errorUri) {
    var location = provoked.response().headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(CALLBACK).doesNotContain("#");
    assertThat(new QueryStringDecoder(location).parameters())
        .containsEntry("error", List.of(refusal.error().orElseThrow()))
        .containsEntry("error_description", List.of(refusal.description()))
        .containsEntry("error_uri", List.of(errorUri))
        .containsEntry("iss", List.of(provoked.issuer().toString()))
        .doesNotContainKey("code");
  }
}
