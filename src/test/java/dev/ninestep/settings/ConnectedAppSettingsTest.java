package dev.ninestep.settings;

import static dev.ninestep.settings.SettingsServer.ANNA;
import static dev.ninestep.settings.SettingsServer.BERT;
import static dev.ninestep.settings.SettingsServer.CLAUDE;
import static dev.ninestep.settings.SettingsServer.CURSOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.StepRefused;
import dev.ninestep.fold.Grant;
import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.protocol.AttemptId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectedAppSettingsTest {

  private static final String API = "/settings/api/connected-apps";

  private final SettingsServer server = new SettingsServer();
  private final String anna = server.session(ANNA);

  @AfterEach
  void close() {
    server.close();
  }

  /// (CA-01, REG-19)
  @Test
  void thePageShowsEveryLiveGrant() {
    server.connect(ANNA, CLAUDE);
    server.connect(ANNA, CURSOR);
    server.connect(BERT, CLAUDE);
    var page = server.get(ConnectedAppSettings.PAGE, anna);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "The &lt;b>app&lt;/b> claude",
            "claude.example",
            "cursor.example",
            "Use the tools.",
            "http://localhost:8080/mcp",
            "21 Nov 2026, 12:00 UTC",
            "21 Dec 2026, 12:00 UTC",
            "42 calls in the last 7 days")
        .doesNotContain("No longer connected", "<b>");
    assertThat(page.body().split("name=\"grant\"", -1)).hasSize(3);
  }

  @Test
  void whileTheDatabaseIsAwayEverybodyIsAskedToComeBackLater() {
    server.connect(ANNA, CLAUDE);
    server.isDatabaseAway = true;
    for (var answer :
        List.of(
            server.get(ConnectedAppSettings.PAGE, anna),
            server.get(API, anna),
            server.delete(API + "?everything=yes", anna))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }
    assertThat(server.log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsExactly(
            Refusal.DATABASE_UNAVAILABLE,
            Refusal.DATABASE_UNAVAILABLE,
            Refusal.DATABASE_UNAVAILABLE);
  }

  @Test
  void whoIsNotSignedInIsLedToTheSignIn() {
    var page = server.get(ConnectedAppSettings.PAGE, "ninestep=stale");
    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.headers().firstValue("Location")).contains("/sign-in?to=connected-apps");
  }

  @Test
  void whatCallsCostIsShownWhereTheyCostAnything() {
    server.connect(ANNA, CLAUDE);
    assertThat(server.get(ConnectedAppSettings.PAGE, anna).body()).contains("42, for 0.42 EUR");
    var app = apps(anna);
    assertThat(app.getString("currency")).isEqualTo("EUR");
    assertThat(app.getJsonObject("cost").stream().map(Map.Entry::getValue)).containsExactly("0.42");
  }

  /// (CA-02)
  @Test
  void disconnectingAnAppEndsItsGrantAndNoOther() {
    var gone = server.connect(ANNA, CLAUDE);
    var other = server.connect(ANNA, CURSOR);
    var ofBert = server.connect(BERT, CLAUDE);
    var answer = server.post("grant=" + gone.grant() + "&nonce=" + server.nonce(anna), anna);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains(ConnectedAppSettings.PAGE);
    assertThat(answer.headers().firstValue("X-Correlation-ID")).contains(gone.grant().toString());
    assertThat(standing(gone)).isInstanceOf(Grant.Revoked.class);
    assertThat(standing(other)).isInstanceOf(Grant.Active.class);
    assertThat(standing(ofBert)).isInstanceOf(Grant.Active.class);
    assertThat(server.log.events(GrantRevoked.class))
        .containsExactly(new GrantRevoked(RevokedBy.USER, Optional.of(CLAUDE), Optional.of(ANNA)));
    assertThat(server.log.events(ConsentForgotten.class))
        .containsExactly(new ConsentForgotten(ANNA, CLAUDE));
  }

  /// The page says so at once, although the projection has not heard of it yet. (CA-05)
  @Test
  void anAppThatIsGoneSaysWhy() {
    var gone = server.connect(ANNA, CLAUDE);
    var _ = server.post("grant=" + gone.grant() + "&nonce=" + server.nonce(anna), anna);
    var page = server.get(ConnectedAppSettings.PAGE, anna).body();
    assertThat(page)
        .contains("No app is connected", "No longer connected", "revoked by the user")
        .doesNotContain("name=\"grant\"");
  }

  /// Its access token has lapsed long ago. (CA-05)
  @Test
  void anAppThatCanStillRefreshStaysListed() {
    server.connect(ANNA, CLAUDE);
    server.log.pass(Duration.ofDays(29));
    assertThat(apps(server.session(ANNA)).getBoolean("active")).isTrue();
    server.log.pass(Duration.ofDays(2));
    assertThat(apps(server.session(ANNA)).getString("status"))
        .isEqualTo("expired: it was not used for too long");
  }

  @Test
  void anAppWhoseRefreshFailsDropsOffTheActiveList() {
    // > Connected app keeps disappearing from /settings/connected-apps
    // > If a connected app vanishes from the list shortly after authorising:
    // > If the refresh fails (or is never attempted) the access token will expire after 1 hour and
    // > the app drops off the active list.
    var app = server.connect(ANNA, CLAUDE);
    server.tell(app.grant(), refresh(8, 1));
    server.log.pass(Duration.ofSeconds(30));
    server.tell(app.grant(), refresh(9, 1));
    assertThat(standing(app)).isInstanceOf(Grant.Revoked.class);
    assertThat(apps(anna).getBoolean("active")).isFalse();
    assertThat(server.get(ConnectedAppSettings.PAGE, anna).body())
        .contains("No longer connected", "revoked: an old refresh token was used again");
  }

  @Test
  void anAppThatDisconnectsItselfSaysSo() {
    // > Check that you haven't disabled the connector on the AI-client side — Claude.ai sometimes
    // > surfaces disconnects only on next use.
    var app = server.connect(ANNA, CLAUDE);
    server.tell(
        app.grant(), new GrantRevoked(RevokedBy.CLIENT, Optional.of(CLAUDE), Optional.empty()));
    assertThat(server.get(ConnectedAppSettings.PAGE, anna).body())
        .contains("No longer connected", "revoked by the app");
  }

  private JsonObject apps(String session) {
    return new JsonObject(server.get(API, session).body()).getJsonArray("apps").getJsonObject(0);
  }

  @Test
  void allOfAKindAreDisconnectedTogether() {
    var first = server.connect(ANNA, CLAUDE);
    var second = server.connect(ANNA, CLAUDE);
    var other = server.connect(ANNA, CURSOR);
    assertThat(server.delete(API + "?client_id=claude", anna).statusCode()).isEqualTo(204);
    assertThat(standing(first)).isInstanceOf(Grant.Revoked.class);
    assertThat(standing(second)).isInstanceOf(Grant.Revoked.class);
    assertThat(standing(other)).isInstanceOf(Grant.Active.class);
  }

  @Test
  void everythingIsDisconnectedTogether() {
    var first = server.connect(ANNA, CLAUDE);
    var second = server.connect(ANNA, CURSOR);
    var ofBert = server.connect(BERT, CURSOR);
    var answer = server.post("everything=yes&nonce=" + server.nonce(anna), anna);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(standing(first)).isInstanceOf(Grant.Revoked.class);
    assertThat(standing(second)).isInstanceOf(Grant.Revoked.class);
    assertThat(standing(ofBert)).isInstanceOf(Grant.Active.class);
    assertThat(server.delete(API + "?everything=yes", anna).statusCode()).isEqualTo(204);
    assertThat(server.log.events(GrantRevoked.class)).hasSize(2);
  }

  /// By a form of another site, of another session, of long ago, by GET, and of another user's
  /// grant. (CA-03)
  @Test
  void nobodyElseDisconnects() {
    var app = server.connect(ANNA, CLAUDE);
    server.connect(BERT, CURSOR);
    var nonce = server.nonce(anna);
    var form = "grant=" + app.grant() + "&nonce=";
    assertThat(server.post(form, anna).statusCode()).isEqualTo(403);
    assertThat(server.post(form + nonce + "x", anna).statusCode()).isEqualTo(403);
    assertThat(server.post(form + nonce, server.session(ANNA)).statusCode()).isEqualTo(403);
    var fromElsewhere =
        server.send(
            server
                .to(ConnectedAppSettings.DISCONNECT, anna)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString(form + nonce)));
    assertThat(fromElsewhere.statusCode()).isEqualTo(403);
    assertThat(server.get(ConnectedAppSettings.DISCONNECT + "?" + form + nonce, anna).statusCode())
        .isEqualTo(405);
    var bert = server.session(BERT);
    assertThat(server.post(form + server.nonce(bert), bert).statusCode()).isEqualTo(404);
    assertThat(server.delete(API + "?grant=" + app.grant(), bert).statusCode()).isEqualTo(404);
    server.log.pass(Duration.ofHours(2));
    assertThat(server.post(form + nonce, anna).statusCode()).isEqualTo(403);
    assertThat(standing(app)).isInstanceOf(Grant.Active.class);
  }

  /// Before or after the disconnection in the log, no refresh survives it. (CA-04)
  @Test
  void aRefreshUnderWaySurvivesNothing() {
    var app = server.connect(ANNA, CLAUDE);
    server.tell(app.grant(), refresh(1));
    assertThat(server.delete(API + "?grant=" + app.grant(), anna).statusCode()).isEqualTo(204);
    server.tell(app.grant(), refresh(2));
    assertThat(standing(app)).isInstanceOf(Grant.Revoked.class);
  }

  private RefreshPresented refresh(int generation) {
    return refresh(generation + 7L, generation);
  }

  private RefreshPresented refresh(long attempt, int generation) {
    var caller = new Caller("h", "127.0.0.0/24", Optional.empty());
    return new RefreshPresented(
        new AttemptId(attempt), CLAUDE, generation, server.log.now().plusSeconds(5), caller);
  }

  /// A second device of the same client is a connection of its own. (CA-06)
  @Test
  void connectingAgainEndsNothing() {
    var first = server.connect(ANNA, CLAUDE);
    server.connect(ANNA, CLAUDE);
    assertThat(standing(first)).isInstanceOf(Grant.Active.class);
  }

  @Test
  void aRequestThatNamesNothingOrTooMuchIsRefused() {
    server.connect(ANNA, CLAUDE);
    for (var query : new String[] {"", "?grant=x", "?grant=", "?everything=no"}) {
      assertThat(server.delete(API + query, anna).statusCode()).as(query).isEqualTo(400);
    }
    assertThat(server.delete(API + "?client_id=a&everything=yes", anna).statusCode())
        .isEqualTo(400);
    assertThat(server.log.events(GrantRevoked.class)).isEmpty();
  }

  @Test
  void whenTheLogIsAwayNothingIsSaidToBeDisconnected() {
    var app = server.connect(ANNA, CLAUDE);
    var nonce = server.nonce(anna);
    server.log.goDown();
    assertThat(server.delete(API + "?grant=" + app.grant(), anna).statusCode()).isEqualTo(503);
    assertThat(server.post("grant=" + app.grant() + "&nonce=" + nonce, anna).statusCode())
        .isEqualTo(503);
  }

  private Grant standing(ConnectedApp app) {
    return server.log.ledger().grant(app.grant(), server.log.now());
  }
}
