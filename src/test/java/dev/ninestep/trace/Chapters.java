package dev.ninestep.trace;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentShown;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How tales begin: a client discovers, registers, is allowed, is connected.
final class Chapters {

  static final RedirectUri CALLBACK = new RedirectUri("http://localhost:8901/callback");
  static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example/mcp");
  static final Scope SCOPE = Scope.of("mcp");
  static final AccountId ACCOUNT = new AccountId(1, 2);
  static final AttemptId CODE = new AttemptId(1);
  static final AttemptId REFRESH = new AttemptId(2);
  static final AttemptId AGAIN = new AttemptId(3);
  static final AttemptId LATER = new AttemptId(4);

  private Chapters() {}

  static Tale discovered() {
    return new Tale()
        .nameless(0, new ResourceChallenged(RESOURCE, "POST", Tale.CALLER))
        .nameless(
            1,
            new MetadataServed(
                "protected-resource", "/.well-known/oauth-protected-resource/mcp", Tale.CALLER));
  }

  static Tale registered() {
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
        .registration(-25, registration());
  }

  /// The same, told of the registration itself.
  static Tale registering() {
    return discovered().own(2, registration());
  }

  private static ClientRegistered registration() {
    return new ClientRegistered(
        Tale.CLIENT,
        new ClientName("Claude Code"),
        List.of(CALLBACK),
        ClientAuthMethod.NONE,
        Optional.empty(),
        List.of("authorization_code", "refresh_token"),
        SCOPE,
        Tale.CALLER);
  }

  static Tale asked() {
    return registered()
        .own(0, requested())
        .own(10, new UserSignedIn(ACCOUNT, "pwd", Tale.CALLER))
        .own(10, new ConsentShown(Tale.CLIENT, ACCOUNT, SCOPE, RESOURCE, Duration.ofMinutes(10)));
  }

  static Tale allowed() {
    return asked()
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

  static Tale connected() {
    return allowed()
        .own(21, new CodePresented(CODE, Tale.CLIENT, Tale.BEGAN.plusSeconds(30), Tale.CALLER))
        .own(21, issued(CODE, 1));
  }

  static AuthorizationRequested requested() {
    return new AuthorizationRequested(
        Tale.CLIENT,
        CALLBACK,
        SCOPE,
        RESOURCE,
        new CodeChallenge("c".repeat(43)),
        Optional.empty(),
        Tale.CALLER);
  }

  /// A refresh token came; its request is given up only long after all that is told here.
  static RefreshPresented presented(AttemptId attempt, int generation) {
    return new RefreshPresented(
        attempt, Tale.CLIENT, generation, Tale.BEGAN.plusSeconds(600), Tale.CALLER);
  }

  static TokensIssued issued(AttemptId attempt, int generation) {
    return new TokensIssued(
        attempt, Tale.CLIENT, generation, "jti", SCOPE, Tale.BEGAN.plusSeconds(3_600));
  }

  static CallAdmitted admitted(String method) {
    return new CallAdmitted(
        Tale.CLIENT, ACCOUNT, RESOURCE, "jti", method, Optional.empty(), Tale.CALLER);
  }

  static CallRefused callRefused(Refusal refusal, int times) {
    return callRefused(refusal, times, Evidence.NONE);
  }

  static CallRefused callRefused(Refusal refusal, int times, Evidence evidence) {
    return new CallRefused(
        refusal,
        Optional.of(Tale.CLIENT),
        Optional.of(ACCOUNT),
        RESOURCE,
        "POST",
        times,
        evidence,
        Tale.CALLER);
  }

  static StepRefused refused(Step step, Refusal refusal, Evidence evidence) {
    return new StepRefused(step, refusal, Optional.empty(), evidence, Tale.CALLER);
  }
}
