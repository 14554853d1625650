package dev.ninestep.operator;

import static dev.ninestep.operator.MemoryGrants.FILES;
import static dev.ninestep.operator.OperatorServer.ANNA;
import static dev.ninestep.operator.OperatorServer.BERT;
import static dev.ninestep.operator.OperatorServer.OLGA;
import static dev.ninestep.operator.OperatorServer.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.StepRefused;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Operators end, suspend and deactivate on a page of their own.
class OperatorConsoleTest {

  private static final String PAGE = "/support/operator";
  private static final String PREVIEW = PAGE + "/preview";
  private static final String ACT = PAGE + "/act";
  private static final ClientId CLAUDE = new ClientId("claude");
  private static final ClientId CURSOR = new ClientId("cursor");

  private final OperatorServer server = new OperatorServer(Optional.of(SECRET));
  private final MemoryGrants grants = server.grants;
  private final String olga = server.session(Role.OPERATOR);

  @AfterEach
  void close() {
    server.close();
  }

  private List<? extends Event> written() {
    return server.log.facts().stream()
        .map(Fact::event)
        .filter(event -> !(event instanceof StepRefused))
        .toList();
  }

  /// (AD-01)
  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"USER", "SUPPORT"})
  void whoHasNotTheRoleReachesNothing(Role role) {
    var cookie = server.session(role);
    assertThat(server.page(PAGE, cookie).statusCode()).isEqualTo(403);
    for (var path : List.of(PREVIEW, ACT)) {
      var form = "act=suspend&account=anna&reason=why&nonce=" + server.nonce(olga);
      assertThat(server.send(server.form(path, cookie, form)).statusCode()).isEqualTo(403);
    }
    assertThat(written()).isEmpty();
  }

  /// (AD-01)
  @Test
  void whoSignedInTooLongAgoSignsInOnceMoreAndGetsBack() {
    server.log.pass(OperatorServer.RECENT.minusMillis(1));
    assertThat(server.page(PAGE, olga).statusCode()).isEqualTo(200);
    var nonce = server.nonce(olga);
    server.log.pass(Duration.ofMillis(1));
    leadsTo(server.page(PAGE, olga), "/sign-in?to=operator");
    var flow = new FlowId(1, 2);
    leadsTo(server.page(PAGE + "?flow=" + flow, olga), "/sign-in?to=operator-" + flow);
    leadsTo(server.page(PAGE, "__Host-ninestep=stale"), "/sign-in?to=operator");
    var form = "act=suspend&account=anna&reason=why&nonce=" + nonce;
    leadsTo(server.send(server.form(ACT, olga, form)), "/sign-in?to=operator");
    assertThat(written()).isEmpty();
  }

  private static void leadsTo(HttpResponse<String> answer, String where) {
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains(where);
  }

  @Test
  void whatAnActComesToIsShownAndNotDone() {
    var flow = grants.connect(ANNA, CLAUDE, FILES);
    grants.connect(ANNA, CURSOR, FILES);
    grants.connect(BERT, CLAUDE, FILES);
    var before = server.log.facts();

    var page = server.form(PREVIEW, olga, Map.of("act", "end", "account", "anna"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("This ends 2 connections", "End 2 connections", "/support/flows/" + flow)
        .contains("name=\"account\" value=\"" + ANNA + "\"")
        .doesNotContain("value=\"anna\"");
    assertThat(server.log.facts()).isEqualTo(before);
  }

  @Test
  void connectionsAreEndedAndTheLogSaysByWhomAndWhy() {
    var gone = grants.connect(ANNA, CLAUDE, FILES);
    var other = grants.connect(BERT, CLAUDE, FILES);

    var page =
        server.form(
            ACT,
            olga,
            Map.of("act", "end", "account", ANNA.toString(), "reason", "lost \"laptop\""));

    assertThat(page.body()).contains("1 connection ended.");
    assertThat(grants.standing(gone)).isInstanceOf(Grant.Revoked.class);
    assertThat(grants.standing(other).stands()).isTrue();
    assertThat(server.log.events(GrantRevoked.class))
        .singleElement()
        .satisfies(revoked -> {
          assertThat(revoked.operator()).contains("operator " + OLGA);
          assertThat(revoked.reason()).contains("lost \"laptop\"");
        });
  }

  @Test
  void anAccountIsSuspendedWithAReasonAndReinstatedWithout() {
    var suspend = Map.of("act", "suspend", "account", "anna", "reason", "stolen");
    assertThat(server.form(ACT, olga, suspend).body()).contains("The account is suspended.");
    assertThat(server.log.ledger().account(ANNA).isOpen()).isFalse();
    var reinstate = Map.of("act", "reinstate", "account", "anna");
    assertThat(server.form(ACT, olga, reinstate).body()).contains("The account is reinstated.");
    assertThat(server.log.ledger().account(ANNA).isOpen()).isTrue();
    assertThat(written())
        .isEqualTo(
            List.of(
                new AccountSuspended(ANNA, "operator " + OLGA, "stolen"),
                new AccountReinstated(ANNA, "operator " + OLGA)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "deactivate", "suspend"})
  void withoutAReasonNothingIsDone(String act) {
    grants.connect(ANNA, CLAUDE, FILES);
    var before = written();
    var fields = Map.of("act", act, "account", "anna", "client_id", "claude", "reason", " ");
    var page = server.form(ACT, olga, fields);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("reason: 1 to 200 characters");
    assertThat(written()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "act=",
        "act=delete&account=anna",
        "act=end",
        "act=end&resource=%20",
        "act=end&flow=1",
        "act=end&issued_before=yesterday",
        "act=end&account=anna&account=bert",
        "act=deactivate&account=anna",
        "act=suspend&client_id=claude"
      })
  void whatIsNotClearIsSaidOnThePage(String form) {
    for (var path : List.of(PREVIEW, ACT)) {
      var body = form + "&reason=why&nonce=" + server.nonce(olga);
      var page = server.send(server.form(path, olga, body));
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("role=\"alert\"");
    }
    assertThat(written()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"act=suspend&account=nobody", "act=deactivate&client_id=claudia"})
  void whatNobodyKnowsIsSaidOnThePage(String form) {
    var body = form + "&reason=why&nonce=" + server.nonce(olga);
    assertThat(server.send(server.form(PREVIEW, olga, body)).statusCode()).isEqualTo(404);
    assertThat(written()).isEmpty();
  }

  @Test
  void aFormOfAnotherSessionOrAnotherSiteDoesNothing() {
    var fields = "act=suspend&account=anna&reason=why";
    var nonce = server.nonce(olga);
    var ofAnother = server.nonce(server.session(Role.OPERATOR));
    isForged(server.form(ACT, olga, fields));
    isForged(server.form(ACT, olga, fields + "&nonce=" + ofAnother));
    isForged(
        server
            .form(ACT, olga, fields + "&nonce=" + nonce)
            .header("Origin", "https://evil.example"));
    assertThat(server.page(ACT + "?" + fields + "&nonce=" + nonce, olga).statusCode())
        .isEqualTo(405);
    assertThat(written()).isEmpty();
  }

  private void isForged(HttpRequest.Builder request) {
    assertThat(server.send(request).statusCode()).isEqualTo(403);
  }

  @Test
  void aLinkFillsInTheFieldsAndNothingElse() {
    var page = server.page(PAGE + "?client_id=%3Cb%3E%22&flow=00ff&reason=why", olga);
    assertThat(page.body()).contains("value=\"&lt;b>&#34;\"", "value=\"00ff\"");
    assertThat(page.body()).doesNotContain("<b>", "why");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
  }
}
