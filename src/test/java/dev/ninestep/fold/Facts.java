package dev.ninestep.fold;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.AuthorizationPushed;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientActivated;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientSeen;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.ClientUsed;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentRecalled;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Fact;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.NothingRevoked;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.Position;
import dev.ninestep.event.ProofPresented;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.event.TailLost;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.Topic;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import dev.ninestep.protocol.TillId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Facts for tests of the fold, each as short as a line of a table needs it.
final class Facts {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final AttemptId FIRST = new AttemptId(1);
  static final AttemptId SECOND = new AttemptId(2);
  static final AttemptId THIRD = new AttemptId(3);

  static final Duration CODE = Duration.ofSeconds(60);
  static final Duration IDLE = Duration.ofHours(1);
  static final Duration GRANT = Duration.ofDays(1);
  static final Instant PAGE_ENDS = NOON.plus(Duration.ofMinutes(10));

  static final ClientId CLIENT = new ClientId("client");
  static final AccountId ACCOUNT = new AccountId(1, 1);
  static final RedirectUri CALLBACK = new RedirectUri("https://app.example/cb");
  static final Scope SCOPE = Scope.of("mcp:read");
  static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example/mcp");
  static final Caller CALLER = new Caller("hash", "192.0.2.0/24", Optional.empty());

  private Facts() {}

  static ConsentGranted granted(AttemptId attempt) {
    return granted(attempt, CODE, IDLE, GRANT);
  }

  static ConsentGranted granted(AttemptId attempt, Duration code, Duration idle, Duration grant) {
    return new ConsentGranted(
        attempt, CLIENT, ACCOUNT, CALLBACK, SCOPE, RESOURCE, PAGE_ENDS, code, idle, grant);
  }

  /// A consent on a page that counts until some later moment.
  static ConsentGranted grantedBy(Instant pageEnds) {
    return new ConsentGranted(
        FIRST, CLIENT, ACCOUNT, CALLBACK, SCOPE, RESOURCE, pageEnds, CODE, IDLE, GRANT);
  }

  static ConsentDenied denied() {
    return new ConsentDenied(CLIENT, ACCOUNT, PAGE_ENDS);
  }

  static CodePresented code(AttemptId attempt, Instant voidAfter) {
    return new CodePresented(attempt, CLIENT, voidAfter, CALLER);
  }

  static RefreshPresented refresh(AttemptId attempt, int generation, Instant voidAfter) {
    return new RefreshPresented(attempt, CLIENT, generation, voidAfter, CALLER);
  }

  /// A refresh at a server where what it presents may come again for a while.
  static RefreshPresented reusable(AttemptId attempt, int generation, Duration interval) {
    return new RefreshPresented(
        attempt, CLIENT, generation, Optional.of(interval), NOON.plusSeconds(60), CALLER);
  }

  static ClientCredentialsPresented forClient(
      AttemptId attempt, Duration lifetime, Instant voidAfter) {
    return new ClientCredentialsPresented(
        attempt, CLIENT, SCOPE, RESOURCE, lifetime, voidAfter, CALLER);
  }

  static CodeTried tried(AttemptId attempt) {
    return new CodeTried(attempt, CLIENT, CALLER);
  }

  static IdentityAsserted vouchedFor(AttemptId attempt, Duration lifetime, Instant voidAfter) {
    return new IdentityAsserted(
        attempt, CLIENT, ACCOUNT, SCOPE, RESOURCE, lifetime, voidAfter, CALLER);
  }

  static AssertionPresented assertion(AttemptId attempt, Instant expiresAt) {
    return new AssertionPresented(attempt, CLIENT, "h".repeat(43), expiresAt, CALLER);
  }

  static ProofPresented proof(AttemptId attempt, Instant expiresAt) {
    return new ProofPresented(
        attempt, CLIENT, new KeyThumbprint("k".repeat(43)), "h".repeat(43), expiresAt, CALLER);
  }

  static DeliveryFailed undelivered(AttemptId attempt) {
    return new DeliveryFailed(attempt, DeliveryFailure.CONNECTION_CLOSED);
  }

  static GrantRevoked revoked(RevokedBy by) {
    return new GrantRevoked(by, Optional.empty(), Optional.empty());
  }

  static ClientRegistered registered() {
    return described(CLIENT, "A client");
  }

  static ClientRegistered registered(String name) {
    return described(CLIENT, name);
  }

  static ClientRegistered described(ClientId client, String name) {
    return new ClientRegistered(
        client,
        new ClientName(name),
        List.of(CALLBACK),
        ClientAuthMethod.NONE,
        Optional.empty(),
        List.of("authorization_code"),
        SCOPE,
        CALLER);
  }

  static AccountSuspended suspended() {
    return new AccountSuspended(ACCOUNT, "operator", "asked to");
  }

  static AccountReinstated reinstated() {
    return new AccountReinstated(ACCOUNT, "operator");
  }

  static AccountCredited credited(AttemptId attempt, String key, long micros) {
    return new AccountCredited(
        ACCOUNT, new Amount(micros), new CreditKey(key), attempt, "operator");
  }

  static AccountCharged charged(TillId till, long before, long amount) {
    return new AccountCharged(ACCOUNT, till, new Amount(before), new Amount(amount));
  }

  /// One of every kind that some grant heeds.
  static List<Event> heeded(AttemptId attempt, Instant voidAfter) {
    return List.of(
        granted(attempt),
        denied(),
        code(attempt, voidAfter),
        tried(attempt),
        refresh(attempt, 1, voidAfter),
        forClient(attempt, IDLE, voidAfter),
        vouchedFor(attempt, IDLE, voidAfter),
        undelivered(attempt),
        revoked(RevokedBy.USER));
  }

  /// One of every kind that no grant heeds.
  static List<Event> unheeded() {
    return List.of(
        new ResourceChallenged(RESOURCE, "GET", CALLER),
        new MetadataServed("jwks", "/jwks", CALLER),
        registered(),
        new ClientUsed(CLIENT),
        new ClientSeen(CLIENT),
        new ClientUpdated(registered()),
        new ClientDeleted(CLIENT, CALLER),
        new ClientDeactivated(CLIENT, "operator", "its key was leaked"),
        new ClientActivated(CLIENT, "operator"),
        new AuthorizationRequested(
            CLIENT,
            CALLBACK,
            SCOPE,
            RESOURCE,
            new CodeChallenge("c".repeat(43)),
            Optional.empty(),
            CALLER),
        new UserSignedIn(ACCOUNT, "pwd", CALLER),
        new PasswordPresented(FIRST, "l".repeat(43), CALLER),
        new PasswordAccepted(FIRST, "l".repeat(43), CALLER),
        new SessionsEnded(ACCOUNT, EndOfSessions.OPERATOR),
        new ConsentShown(CLIENT, ACCOUNT, SCOPE, RESOURCE, Duration.ofMinutes(10)),
        new TokensIssued(FIRST, CLIENT, 1, "jti", SCOPE, NOON),
        new TailLost(3, 2),
        new FlowViewed(ACCOUNT, ViewedThrough.PAGE, Optional.of(new FlowId(0, 1))),
        assertion(FIRST, NOON),
        proof(FIRST, NOON),
        new SubjectPresented(FIRST, CLIENT, "jti", SCOPE, CALLER),
        new RefreshRepeated(FIRST, CLIENT, 1, 1),
        new AuthorizationPushed(
            CLIENT, CALLBACK, new CodeChallenge("c".repeat(43)), Duration.ofSeconds(90), CALLER),
        new ConsentRecalled(CLIENT, ACCOUNT, SCOPE, RESOURCE),
        new ConsentRemembered(ACCOUNT, CLIENT, CALLBACK, RESOURCE, SCOPE, "version"),
        new ConsentForgotten(ACCOUNT, CLIENT),
        new SessionEnded(ACCOUNT, "session", NOON),
        new NothingRevoked(CLIENT, CALLER),
        new TokenIntrospected(CLIENT, Optional.empty(), Evidence.NONE, CALLER),
        new StepRefused(Step.TOKEN, Refusal.CODE_UNKNOWN, Optional.empty(), Evidence.NONE, CALLER),
        suspended(),
        reinstated(),
        credited(FIRST, "key", 1_000_000),
        charged(new TillId(1), 0, 1_000),
        new AccountCalled(ACCOUNT, RESOURCE, new TillId(1), 3),
        new CallAdmitted(CLIENT, ACCOUNT, RESOURCE, "jti", "POST", Optional.empty(), CALLER),
        new CallsMetered(CLIENT, ACCOUNT, RESOURCE, NOON, 3, Amount.ZERO),
        new CallRefused(
            Refusal.TOKEN_EXPIRED,
            Optional.empty(),
            Optional.empty(),
            RESOURCE,
            "POST",
            1,
            Evidence.NONE,
            CALLER));
  }

  /// A record as the log shows it.
  static Logged.Known logged(int partition, long offset, Instant at, Key key, Event event) {
    var fact =
        new Fact(
            new UUID(partition, offset),
            key,
            "a pod",
            at,
            new FlowId(0, 0),
            new RequestId(0, 0),
            Optional.empty(),
            Optional.empty(),
            event);
    return new Logged.Known(new Position(Topic.FLOW, partition, offset), at, fact);
  }
}
