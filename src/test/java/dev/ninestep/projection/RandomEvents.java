package dev.ninestep.projection;

import dev.ninestep.event.AccountCredited;
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
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.MeteredSecond;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import dev.ninestep.protocol.TokenBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Events of a few clients, accounts and flows, as chance will have them.
///
/// @param random what chance is
/// @param now when they happen
record RandomEvents(SplittableRandom random, Supplier<Instant> now) {

  static final Caller CALLER = new Caller("b4c1", "192.0.2.0/24", Optional.of("test/1"));

  private static final List<Refusal> REFUSALS = List.of(Refusal.values());
  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example.com/mcp");

  Event challenged() {
    return new ResourceChallenged(RESOURCE, "GET", CALLER);
  }

  Event ofClient(ClientId client) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new ClientUsed(client);
      case 3 -> new ClientSeen(client);
      case 4 -> new ClientDeactivated(client, "op", "reason");
      case 5, 6 -> new ClientActivated(client, "op");
      case 2 -> new ClientUpdated(registered(client));
      default -> new ClientDeleted(client, CALLER);
    };
  }

  Event sessionEnded() {
    var account = account();
    var session = random.nextInt(9);
    return session == 0
        ? new SessionsEnded(account, EndOfSessions.OPERATOR)
        : new SessionEnded(account, "s" + session, now.get().plusSeconds(60));
  }

  AccountCredited credited() {
    var key = new CreditKey("payment:" + random.nextInt(9));
    var amount = new Amount(1 + random.nextLong(3_000_000));
    return new AccountCredited(account(), amount, key, attempt(), "op");
  }

  ConsentRemembered remembered() {
    var client = client();
    return new ConsentRemembered(
        account(),
        client,
        new RedirectUri("https://client.example.com/cb"),
        RESOURCE,
        random.nextBoolean() ? Scope.of("mcp:tools", "mcp:read") : Scope.NONE,
        "version" + random.nextInt(3));
  }

  Event granted() {
    var lasting = random.nextBoolean();
    return new ConsentGranted(
        attempt(),
        client(),
        account(),
        new RedirectUri("https://app.example.com/cb"),
        Scope.of("mcp", "files"),
        RESOURCE,
        now.get().plus(Duration.ofMinutes(10)),
        Duration.ofHours(2),
        lasting ? Duration.ofDays(30) : Duration.ofHours(3),
        lasting ? Duration.ofDays(365) : Duration.ofHours(9));
  }

  Event denied() {
    return new ConsentDenied(client(), account(), now.get().plus(Duration.ofMinutes(10)));
  }

  Event forClient() {
    return new ClientCredentialsPresented(
        attempt(), client(), Scope.of("mcp"), RESOURCE, Duration.ofHours(1), voidAfter(), CALLER);
  }

  Event vouchedFor() {
    return new IdentityAsserted(
        attempt(),
        client(),
        account(),
        Scope.of("mcp"),
        RESOURCE,
        Duration.ofHours(1),
        voidAfter(),
        CALLER);
  }

  Event refresh(int generation) {
    return new RefreshPresented(attempt(), client(), generation, voidAfter(), CALLER);
  }

  Event revoked() {
    return new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(account()));
  }

  Event requested() {
    return new AuthorizationRequested(
        client(),
        new RedirectUri("http://127.0.0.1:" + (1024 + random.nextInt(9)) + "/cb"),
        Scope.of("mcp"),
        RESOURCE,
        new CodeChallenge("A".repeat(43)),
        Optional.of("state"),
        CALLER);
  }

  Event refused() {
    return new StepRefused(
        Step.TOKEN,
        REFUSALS.get(random.nextInt(REFUSALS.size())),
        random.nextBoolean() ? Optional.of(client()) : Optional.empty(),
        Evidence.difference("https://app.example.com/cb/", "https://app.example.com/cb"),
        CALLER);
  }

  Event admitted() {
    return new CallAdmitted(
        client(), account(), RESOURCE, "jti", "POST", Optional.of("tools/call"), CALLER);
  }

  Event metered() {
    var later = new MeteredSecond(1 + random.nextInt(9), 1, new Amount(1));
    return new CallsMetered(
        client(),
        account(),
        RESOURCE,
        now.get(),
        2 + random.nextInt(50),
        new Amount(3),
        random.nextBoolean() ? Optional.of(List.of(later)) : Optional.empty());
  }

  Event callRefused() {
    return new CallRefused(
        Refusal.TOKEN_EXPIRED,
        Optional.of(client()),
        Optional.empty(),
        RESOURCE,
        "POST",
        7,
        Evidence.NONE,
        CALLER);
  }

  static ClientRegistered registered(ClientId client) {
    return new ClientRegistered(
        client,
        new ClientName("App \"" + client + "\""),
        List.of(
            new RedirectUri("https://app.example.com/cb"), new RedirectUri("http://127.0.0.1/cb")),
        ClientAuthMethod.CLIENT_SECRET_POST,
        Optional.of("hash"),
        List.of("authorization_code", "refresh_token"),
        Scope.of("mcp"),
        Optional.of("{\"keys\":[]}"),
        Optional.of("https://app.example.com/keys"),
        Optional.of("management hash"),
        Optional.of(TokenBinding.DPOP),
        CALLER);
  }

  FlowId flow() {
    return new FlowId(7, random.nextInt(150));
  }

  ClientId client() {
    return new ClientId("client-" + random.nextInt(12));
  }

  AccountId account() {
    return new AccountId(9, random.nextInt(10));
  }

  AttemptId attempt() {
    return new AttemptId(random.nextLong());
  }

  Instant voidAfter() {
    return now.get().plusSeconds(3);
  }
}
