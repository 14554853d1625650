package dev.ninestep.decision;

import static dev.ninestep.decision.Precedence.row;
import static dev.ninestep.decision.Requests.CALLBACK;
import static dev.ninestep.decision.Requests.CALLER;
import static dev.ninestep.decision.Requests.CLIENT;
import static dev.ninestep.decision.Requests.NOON;
import static dev.ninestep.decision.Requests.RESOURCE;
import static dev.ninestep.decision.Requests.SCOPE;
import static dev.ninestep.decision.Requests.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.RequestAuthorization.Result;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAuthorizationTest {

  private static final Scope BY_DEFAULT = Scope.of("mcp:read");
  private static final ResourceUri SECOND = new ResourceUri("https://mcp.example/second");
  private static final RedirectPolicy POLICY = new RedirectPolicy(Set.of());
  private static final List<ProtectedResource> RESOURCES =
      List.of(
          new ProtectedResource(RESOURCE, SCOPE, BY_DEFAULT),
          new ProtectedResource(SECOND, SCOPE, SCOPE));

  /// A request in the making: valid until something is changed.
  private static final class Request {
    final Requests.Form form =
        new Requests.Form()
            .with("client_id", CLIENT.value())
            .with("redirect_uri", CALLBACK.value())
            .with("response_type", "code")
            .with("code_challenge", VERIFIER.challenge().value())
            .with("code_challenge_method", "S256")
            .with("state", "opaque")
            .with("resource", RESOURCE.value())
            .with("scope", "mcp:read mcp:write");
    Client client = registered(CALLBACK);

    Result result() {
      return new RequestAuthorization(form.sent(), client, POLICY, RESOURCES, CALLER).decide();
    }

    Optional<Refused> refused() {
      return switch (result()) {
        case Result.Accepted _ -> Optional.empty();
        case Result.OnPage(var refused) -> Optional.of(refused);
        case Result.ByRedirect(var refused, _, _) -> Optional.of(refused);
      };
    }

    AuthorizationRequested accepted() {
      return ((Result.Accepted) result()).event();
    }
  }

  private static Client.Registered registered(RedirectUri... uris) {
    return new Client.Registered(
        new ClientRegistered(
            CLIENT,
            new ClientName("A client"),
            List.of(uris),
            ClientAuthMethod.NONE,
            Optional.empty(),
            List.of("authorization_code"),
            SCOPE,
            CALLER),
        NOON);
  }

  private static final List<Precedence.Row<Request>> ON_PAGE =
      List.of(
          row(Refusal.PARAMETER_REPEATED, r -> r.form.with("client_id", "a", "b")),
          row(Refusal.CLIENT_ID_MISSING, r -> r.form.without("client_id")),
          row(
              Refusal.CLIENT_DEACTIVATED,
              r -> r.client = new Client.Deactivated(registered(CALLBACK), NOON, "leaked")),
          row(Refusal.CLIENT_UNKNOWN, r -> r.client = new Client.Unknown()),
          row(
              Refusal.REDIRECT_URI_MISSING,
              r -> {
                r.client = registered(CALLBACK, new RedirectUri("https://app.example/other"));
                r.form.without("redirect_uri");
              }),
          row(Refusal.REDIRECT_URI_MISMATCH, r -> r.form.with("redirect_uri", CALLBACK + "/")),
          row(
              Refusal.REDIRECT_URI_NOT_ALLOWED,
              r -> {
                r.client = registered(new RedirectUri("formerly-allowed://cb"));
                r.form.with("redirect_uri", "formerly-allowed://cb");
              }));

  private static final List<Precedence.Row<Request>> BY_REDIRECT =
      List.of(
          row(Refusal.PARAMETER_REPEATED, r -> r.form.with("state", "a", "b")),
          row(Refusal.REQUEST_OBJECT_UNSUPPORTED, r -> r.form.with("request_uri", "urn:x")),
          row(Refusal.RESPONSE_TYPE_MISSING, r -> r.form.without("response_type")),
          row(Refusal.RESPONSE_TYPE_UNSUPPORTED, r -> r.form.with("response_type", "token")),
          row(Refusal.RESPONSE_MODE_UNSUPPORTED, r -> r.form.with("response_mode", "fragment")),
          row(Refusal.CODE_CHALLENGE_MISSING, r -> r.form.without("code_challenge")),
          row(Refusal.CODE_CHALLENGE_PLAIN, r -> r.form.with("code_challenge_method", "plain")),
          row(
              Refusal.CODE_CHALLENGE_METHOD_UNKNOWN,
              r -> r.form.with("code_challenge_method", "s256")),
          row(Refusal.CODE_CHALLENGE_MALFORMED, r -> r.form.with("code_challenge", "short")),
          row(Refusal.STATE_TOO_LONG, r -> r.form.with("state", "s".repeat(4_097))),
          row(Refusal.RESOURCE_UNKNOWN, r -> r.form.with("resource", "https://other.example/mcp")),
          row(Refusal.SCOPE_MALFORMED, r -> r.form.with("scope", "\"")),
          row(Refusal.PROMPT_CONTRADICTORY, r -> r.form.with("prompt", "none login")),
          row(Refusal.MAX_AGE_MALFORMED, r -> r.form.with("max_age", "-1")),
          row(Refusal.KEY_THUMBPRINT_MALFORMED, r -> r.form.with("dpop_jkt", "short")));

  private static final Precedence<Request> PAGES =
      new Precedence<>(Request::new, Request::refused, ON_PAGE);
  private static final Precedence<Request> REDIRECTS =
      new Precedence<>(Request::new, Request::refused, BY_REDIRECT);

  @Test
  void aValidRequestIsAppendedAndItsStateIsAHash() {
    PAGES.aValidRequestPasses();
    var accepted = (Result.Accepted) new Request().result();
    assertThat(accepted.event())
        .isEqualTo(
            new AuthorizationRequested(
                CLIENT,
                CALLBACK,
                SCOPE,
                RESOURCE,
                VERIFIER.challenge(),
                Optional.of(Hashes.sha256("opaque")),
                CALLER));
    assertThat(accepted.state()).contains("opaque");
    assertThat(accepted.interaction().apply(NOON)).isEqualTo(Interaction.NONE);
  }

  @Test
  void eachRuleRefusesByItsName() {
    PAGES.eachRuleRefusesByItsName();
    REDIRECTS.eachRuleRefusesByItsName();
  }

  @Test
  void theFirstBrokenRuleWins() {
    PAGES.theFirstBrokenRuleWins();
    REDIRECTS.theFirstBrokenRuleWins();
  }

  @Test
  void nothingTravelsToARedirectUriThatIsNotProven() {
    for (var row : ON_PAGE) {
      var request = new Request();
      BY_REDIRECT.forEach(later -> later.breaks().accept(request));
      row.breaks().accept(request);
      assertThat(request.result())
          .as("broken: %s", row.refusal())
          .isInstanceOfSatisfying(
              Result.OnPage.class,
              page -> assertThat(page.refused().refusal()).isEqualTo(row.refusal()));
    }
  }

  @Test
  void whatMayTravelGoesToTheProvenRedirectUriWithItsState() {
    for (var row : BY_REDIRECT.subList(1, BY_REDIRECT.size())) {
      var request = new Request();
      row.breaks().accept(request);
      var state =
          row.refusal() == Refusal.STATE_TOO_LONG
              ? Optional.<String>empty()
              : Optional.of("opaque");
      assertThat(request.result())
          .as("broken: %s", row.refusal())
          .isInstanceOfSatisfying(
              Result.ByRedirect.class,
              redirect -> {
                assertThat(redirect.to()).isEqualTo(CALLBACK);
                assertThat(redirect.state()).isEqualTo(state);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "login,             ,    false, false, 2026-11-21T12:00:00Z",
    "select_account,    ,    false, false, 2026-11-21T12:00:00Z",
    "login consent,     ,    true, false, 2026-11-21T12:00:00Z",
    "consent,           ,    true, false, ",
    "none,              ,    false, true,  ",
    "unheard-of,        ,    false, false, ",
    ",                  0,   false, false, 2026-11-21T12:00:00Z",
    ",                  600, false, false, 2026-11-21T11:50:00Z",
    "login,             600, false, false, 2026-11-21T12:00:00Z",
  })
  void aClientMaySayHowToDealWithTheUser(
      String prompt, String maxAge, boolean asksAgain, boolean silent, Instant since) {
    var request = new Request();
    request.form.with("prompt", prompt == null ? "" : prompt);
    request.form.with("max_age", maxAge == null ? "" : maxAge);
    request.form.with("login_hint", "somebody");
    assertThat(((Result.Accepted) request.result()).interaction().apply(NOON))
        .isEqualTo(
            new Interaction(
                silent, asksAgain, Optional.ofNullable(since), Optional.of("somebody")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\nb"})
  void aHintThatIsNoNameIsDropped(String hint) {
    var request = new Request();
    request.form.with("login_hint", hint);
    assertThat(((Result.Accepted) request.result()).interaction().apply(NOON))
        .isEqualTo(Interaction.NONE);
  }

  @Test
  void theOnlyRegisteredRedirectUriNeedNotBeSent() {
    var request = new Request();
    request.form.without("redirect_uri");
    assertThat(request.accepted().redirectUri()).isEqualTo(CALLBACK);
  }

  @Test
  void stateIsKeptUpToFourKilobytes() {
    var request = new Request();
    request.form.with("state", "s".repeat(4_096));
    assertThat(request.refused()).isEmpty();
  }

  @Test
  void aResourceNotNamedIsTheFirstAndNeverAll() {
    var request = new Request();
    request.form.without("resource");
    assertThat(request.accepted().resource()).isEqualTo(RESOURCE);
    request.form.with("resource", SECOND.value());
    assertThat(request.accepted().resource()).isEqualTo(SECOND);
    request.form.with("resource", RESOURCE.value(), SECOND.value());
    assertThat(request.refused().map(Refused::refusal)).contains(Refusal.RESOURCE_UNKNOWN);
  }

  @Test
  void whatIsAskedBeyondWhatExistsIsLeftOut() {
    var request = new Request();
    request.form.with("scope", "mcp:write openid");
    assertThat(request.accepted().scope()).isEqualTo(Scope.of("mcp:write"));
    request.form.with("scope", "openid");
    assertThat(request.accepted().scope()).isEqualTo(BY_DEFAULT);
    request.form.without("scope");
    assertThat(request.accepted().scope()).isEqualTo(BY_DEFAULT);
  }

  @Test
  void evidenceShowsTheNearestRegisteredUriAndWhereItDiffers() {
    var request = new Request();
    request.client = registered(new RedirectUri("https://elsewhere.example/cb"), CALLBACK);
    request.form.with("redirect_uri", "https://app.example/Cb");
    var evidence = request.refused().orElseThrow().evidence();
    assertThat(evidence.known()).contains(CALLBACK.value());
    assertThat(evidence.differsAt()).contains("https://app.example/".length());
  }
}
