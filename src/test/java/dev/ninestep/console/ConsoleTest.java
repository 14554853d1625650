package dev.ninestep.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Fact;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.projection.Database;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import dev.ninestep.trace.Crowd;
import dev.ninestep.trace.Doorkeeper;
import dev.ninestep.trace.Doorkeeper.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The support team's pages, before a real index.
@ExtendWith(Database.Fresh.class)
class ConsoleTest {

  private static final ClientId CURSOR = new ClientId("n8sXq2Lr-Cursor-01");
  private static final Pattern LINK = Pattern.compile("href=\"(/support/flows/[0-9a-f]{32})\"");
  private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

  private final Crowd crowd = new Crowd(4);

  /// A flow that is refused a minute after it began.
  private List<Fact> refused(ConsoleServer server, Refusal refusal) {
    var at = server.began.plusSeconds(60);
    return crowd.flow(CURSOR, server.began, Optional.of(new Crowd.Failure(refusal, at, true)));
  }

  private static String search(ConsoleServer server, String error) {
    return "/support?client_id=%s&at=%s&error=%s"
        .formatted(CURSOR.value(), server.began.toString().substring(0, 16) + "Z", encode(error));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String firstFound(String page) {
    var link = LINK.matcher(page);
    assertThat(link.find()).as(page).isTrue();
    return link.group(1);
  }

  /// (AD-02)
  @Test
  void clientMinuteAndErrorLeadToThePageOfAllSteps(Database database) {
    try (var server = new ConsoleServer(database)) {
      server.happens(refused(server, Refusal.CODE_EXPIRED));
      server.happens(crowd.flow(CURSOR, server.began, Optional.empty()));

      var found = server.get(search(server, "invalid_grant"));
      assertThat(found.statusCode()).isEqualTo(200);
      var flow = server.get(firstFound(found.body())).body();

      assertThat(flow)
          .contains(
              "Refused at step 5, token: " + Refusal.CODE_EXPIRED.description(),
              "Step 0, challenge: skipped. Step 1, registration: skipped. Step 2, metadata:"
                  + " skipped. Step 3, authorize: done. Step 4, consent: done. Step 5, token:"
                  + " refused. Step 6, connect: never came. Step 7, calls: never came.");
      assertThat(stops(flow))
          .containsExactly(
              "step-0 skipped",
              "step-1 skipped",
              "step-2 skipped",
              "step-3 done",
              "step-4 done",
              "step-5 refused",
              "step-6 never_came",
              "step-7 never_came");
    }
  }

  @Test
  void onlyAnOperatorIsLedToWhereSomethingIsDoneAboutAFlow(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server, Refusal.CODE_EXPIRED);
      server.happens(facts);
      var path = "/support/flows/" + facts.getFirst().flow();
      assertThat(server.get(path).body()).doesNotContain("/support/operator");
      server.verdict = new Doorkeeper.Verdict.Welcome(ConsoleServer.AGENT, true);
      assertThat(server.get(path).body())
          .contains(
              "href=\"/support/operator\"",
              "href=\"/support/operator?flow=%s&amp;client_id=%s"
                  .formatted(facts.getFirst().flow(), CURSOR.value()));
    }
  }

  private static List<String> stops(String page) {
    return Pattern.compile("<li id=\"(step-\\w+)\" class=\"(\\w+)\">")
        .matcher(page)
        .results()
        .map(stop -> stop.group(1) + " " + stop.group(2))
        .toList();
  }

  /// (AD-03)
  @Test
  void whoeverLooksIsWrittenDownAndTheFlowIsNotChangedByIt(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server, Refusal.CODE_EXPIRED);
      var flow = facts.getFirst().flow();
      server.happens(facts);
      var page = server.get("/support/flows/" + flow).body();
      server.get("/support/api/flows/" + flow);
      server.get(search(server, ""));

      assertThat(server.views())
          .containsExactly(
              new FlowViewed(ConsoleServer.AGENT, ViewedThrough.PAGE, Optional.of(flow)),
              new FlowViewed(ConsoleServer.AGENT, ViewedThrough.API, Optional.of(flow)),
              new FlowViewed(ConsoleServer.AGENT, ViewedThrough.PAGE, Optional.empty()));
      assertThat(server.written.facts())
          .extracting(Fact::key)
          .containsOnly(new Key.OfAccount(ConsoleServer.AGENT));
      assertThat(page).contains("Nobody before you");

      server.projectWhatItWrote();
      var later = server.get("/support/flows/" + flow).body();
      assertThat(later).contains("<td>page</td>", "<td>api</td>", ConsoleServer.AGENT.toString());
      assertThat(stops(later)).isEqualTo(stops(page));
    }
  }

  @Test
  void aViewIsNoFlowThatASearchFinds(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server, Refusal.CODE_EXPIRED);
      server.happens(facts);
      server.get("/support/flows/" + facts.getFirst().flow());
      server.projectWhatItWrote();

      var minute = server.began.plus(Duration.ofMinutes(70)).toString().substring(0, 16) + "Z";
      assertThat(server.get("/support?at=" + minute).body()).contains("No flow matches");
      assertThat(server.get("/support?account=" + ConsoleServer.AGENT).body())
          .contains("No flow matches");
    }
  }

  /// (AD-04, REG-19)
  @Test
  void whatAClientWroteIsTextAndNothingElse(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = new ArrayList<>(refused(server, Refusal.REDIRECT_URI_MISMATCH));
      var caller = ((StepRefused) facts.getLast().event()).caller();
      facts.addFirst(registered(server, facts.getFirst(), caller));
      facts.add(
          ConsoleServer.after(
              facts.getLast(),
              new StepRefused(
                  Step.AUTHORIZATION,
                  Refusal.REDIRECT_URI_MISMATCH,
                  Optional.of(CURSOR),
                  Evidence.difference(HOSTILE + "\u202Egpj.exe\u001B[2J", "https://a.example/cb"),
                  caller)));
      server.happens(facts);

      var page = server.get("/support/flows/" + facts.getLast().flow()).body();
      var list = server.get(search(server, HOSTILE)).body();

      assertThat(page).contains("&lt;script&gt;alert(1)").contains("Asked");
      for (var shown : List.of(page, list)) {
        assertThat(shown)
            .doesNotContain("<script>alert", "<img", "\u202E", "\u001B")
            .doesNotContain(caller.address(), caller.network());
      }
    }
  }

  private static Fact registered(
      ConsoleServer server, Fact like, dev.ninestep.event.Caller caller) {
    var event =
        new ClientRegistered(
            CURSOR,
            new ClientName(HOSTILE),
            List.of(new RedirectUri("https://a.example/cb")),
            ClientAuthMethod.NONE,
            Optional.empty(),
            List.of("authorization_code"),
            Scope.of("mcp"),
            caller);
    return new Fact(
        new UUID(1, 1),
        new Key.OfClient(CURSOR),
        like.source(),
        server.began.minusSeconds(60),
        new dev.ninestep.protocol.FlowId(1, 1),
        like.request(),
        Optional.of(CURSOR),
        Optional.empty(),
        event);
  }

  @Test
  void theAnswerNamesCauseFixAndReferenceAndNothingAClientWrote(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server, Refusal.CODE_EXPIRED);
      server.happens(facts);
      var page = server.get("/support/flows/" + facts.getFirst().flow()).body();
      var answer = page.substring(page.indexOf("<textarea"), page.indexOf("</textarea>"));

      assertThat(answer)
          .contains("What to do: ", "please name this reference: " + facts.getFirst().flow())
          .contains(Refusal.CODE_EXPIRED.fix().substring(0, 20))
          .doesNotContain(CURSOR.value());
    }
  }

  @Test
  void aSearchThatCannotBeReadSaysWhatIsWrong(Database database) {
    try (var server = new ConsoleServer(database)) {
      var page = server.get("/support?at=whenever");
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("role=\"alert\"", "at: ", "value=\"whenever\"");
      assertThat(server.get("/support").body()).doesNotContain("No flow matches");
      assertThat(server.views()).isEmpty();
    }
  }

  @Test
  void whoFollowsALinkToAFlowGetsThereByTheSignIn(Database database) {
    try (var server = new ConsoleServer(database, new Verdict.Unknown())) {
      var flow = "ab".repeat(16);
      assertThat(server.get("/support/flows/" + flow).headers().firstValue("Location"))
          .contains("/sign-in?to=flow-" + flow);
      assertThat(server.get("/support/flows/https:%2f%2fevil").headers().firstValue("Location"))
          .contains("/sign-in?to=support");
    }
  }

  /// (AD-07)
  @Test
  void whoHasNotSignedInIsSentThereWhateverTheyNameInTheAddress(Database database) {
    try (var server = new ConsoleServer(database, new Verdict.Unknown())) {
      var answer = server.get("/support?account=" + ConsoleServer.AGENT + "&userId=8");
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).contains("/sign-in?to=support");
      assertThat(answer.body()).isEmpty();
      assertThat(server.views()).isEmpty();
    }
  }
}
