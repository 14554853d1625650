package dev.ninestep.gateway;

import static dev.ninestep.event.Face.BEARER;
import static dev.ninestep.event.Face.JSON;
import static dev.ninestep.event.Refusal.AUTHORIZATION_HEADER_MALFORMED;
import static dev.ninestep.event.Refusal.BALANCE_INSUFFICIENT;
import static dev.ninestep.event.Refusal.CALLER_ACCOUNT_SUSPENDED;
import static dev.ninestep.event.Refusal.CALLER_CLIENT_DEACTIVATED;
import static dev.ninestep.event.Refusal.CALLER_CLIENT_DELETED;
import static dev.ninestep.event.Refusal.CALLS_TOO_MANY;
import static dev.ninestep.event.Refusal.GATEWAY_STALE;
import static dev.ninestep.event.Refusal.GRANT_UNREADABLE;
import static dev.ninestep.event.Refusal.ORIGIN_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.SCOPE_INSUFFICIENT;
import static dev.ninestep.event.Refusal.TOKEN_EXPIRED;
import static dev.ninestep.event.Refusal.TOKEN_IN_QUERY;
import static dev.ninestep.event.Refusal.TOKEN_MALFORMED;
import static dev.ninestep.event.Refusal.TOKEN_MISSING;
import static dev.ninestep.event.Refusal.TOKEN_REVOKED;
import static dev.ninestep.event.Refusal.TOKEN_REVOKED_BY_OPERATOR;
import static dev.ninestep.event.Refusal.TOKEN_SIGNATURE_WRONG;
import static dev.ninestep.event.Refusal.TOKEN_WRONG_AUDIENCE;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.Event;
import dev.ninestep.event.Face;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Recipe;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.KeyRing;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// How the refusals on the MCP URL are provoked.
public final class CallRecipes {

  private CallRecipes() {}

  /// All recipes.
  public static Stream<Recipe> all() {
    return Stream.of(requests(), tokens(), DpopCallRecipes.all(), UpstreamRecipes.all())
        .flatMap(recipes -> recipes);
  }

  private static Stream<Recipe> requests() {
    return Stream.of(
        recipe(TOKEN_MISSING, Step.CHALLENGE, BEARER, harness -> send(harness, "")),
        recipe(
            AUTHORIZATION_HEADER_MALFORMED,
            Step.CALL,
            BEARER,
            harness -> send(harness, "", "Authorization", harness.token())),
        recipe(
            TOKEN_IN_QUERY,
            Step.CALL,
            BEARER,
            harness -> send(harness, "?access_token=" + harness.token())),
        recipe(
            ORIGIN_NOT_ALLOWED,
            Step.CALL,
            JSON,
            up -> up.response().end(),
            TestSettings.allowing("https://claude.ai"),
            harness -> call(harness, harness.token(), "Origin", "https://evil.example")),
        recipe(
            GATEWAY_STALE,
            Step.CALL,
            JSON,
            harness -> {
              harness.log.isStaleBy(Duration.ofSeconds(6));
              return call(harness, harness.token());
            }));
  }

  private static Stream<Recipe> tokens() {
    return Stream.of(
        called(TOKEN_MALFORMED, harness -> harness.token().substring(1)),
        called(
            TOKEN_SIGNATURE_WRONG,
            harness ->
                new AccessTokens(KeyRing.generate(), Harness.ISSUER).sign(harness.granted())),
        called(
            TOKEN_EXPIRED,
            harness -> {
              var token = harness.token();
              harness.facts.pass(Duration.ofHours(1));
              return token;
            }),
        called(
            TOKEN_WRONG_AUDIENCE,
            harness -> harness.tokenFor(new ResourceUri("https://other.example/mcp"))),
        called(TOKEN_REVOKED, harness -> revoked(harness, RevokedBy.USER)),
        called(TOKEN_REVOKED_BY_OPERATOR, harness -> revoked(harness, RevokedBy.OPERATOR)),
        called(
            CALLER_ACCOUNT_SUSPENDED,
            harness -> {
              tell(
                  harness,
                  new Key.OfAccount(Harness.ACCOUNT),
                  new AccountSuspended(Harness.ACCOUNT, "operator", "unpaid"));
              return harness.token();
            }),
        called(
            CALLER_CLIENT_DELETED,
            harness -> {
              var caller = new Caller("hash", "127.0.0.0/24", Optional.empty());
              var deleted = new ClientDeleted(Harness.CLIENT, caller);
              tell(harness, new Key.OfClient(Harness.CLIENT), deleted);
              return harness.token();
            }),
        called(
            CALLER_CLIENT_DEACTIVATED,
            harness -> {
              var stopped = new ClientDeactivated(Harness.CLIENT, "operator", "leaked");
              tell(harness, new Key.OfClient(Harness.CLIENT), stopped);
              return harness.token();
            }),
        called(
            GRANT_UNREADABLE,
            harness -> {
              var token = harness.granted();
              harness.facts.ledger().restore(token.flow(), new Grant.Closed(harness.facts.now()));
              return harness.tokens.sign(token);
            }),
        recipe(
            CALLS_TOO_MANY,
            Step.CALL,
            JSON,
            up -> up.response().end(),
            TestSettings.callsPerMinute(1),
            harness -> {
              call(harness, harness.token());
              return call(harness, harness.token());
            }),
        called(SCOPE_INSUFFICIENT, harness -> harness.tokenWith(Scope.of("support"))),
        recipe(
            BALANCE_INSUFFICIENT,
            Step.CALL,
            JSON,
            up -> up.response().end(),
            TestSettings.charging(new Prices(Amount.MOST, Map.of())),
            harness ->
                harness.send(
                    harness
                        .request("/tools/call", harness.token())
                        .POST(BodyPublishers.ofString("{\"name\":\"whoami\"}")))));
  }

  static HttpResponse<String> call(Harness harness, String token, String... headers) {
    var request = harness.request("", token);
    return harness.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<String> send(Harness harness, String below, String... headers) {
    var request = harness.request(below);
    return harness.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static void tell(Harness harness, Key key, Event event) {
    harness.facts.tell(
        harness.facts.seal(
            key, new FlowId(0, 0), new RequestId(0, 0), Optional.empty(), Optional.empty(), event));
  }

  private static String revoked(Harness harness, RevokedBy by) {
    var token = harness.granted();
    var revoked = new GrantRevoked(by, Optional.empty(), Optional.of(Harness.ACCOUNT));
    tell(harness, new Key.OfFlow(token.flow()), revoked);
    return harness.tokens.sign(token);
  }

  private static Recipe called(Refusal refusal, Function<Harness, String> token) {
    return recipe(refusal, Step.CALL, BEARER, harness -> call(harness, token.apply(harness)));
  }

  private static Recipe recipe(
      Refusal refusal, Step step, Face face, Function<Harness, HttpResponse<String>> request) {
    return recipe(
        refusal,
        step,
        face,
        up -> up.response().end(),
        TestSettings.needing(Harness.GRANTED),
        request);
  }

  static Recipe recipe(
      Refusal refusal,
      Step step,
      Face face,
      Handler<HttpServerRequest> upstream,
      UnaryOperator<GatewaySettings> settings,
      Function<Harness, HttpResponse<String>> request) {
    return new Recipe(
        refusal,
        step,
        face,
        () -> {
          try (var harness = new Harness(upstream, settings)) {
            return harness.provoked(request.apply(harness));
          }
        });
  }
}
