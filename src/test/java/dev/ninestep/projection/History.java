package dev.ninestep.projection;

import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
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
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Fact;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.Key;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Ledger;
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
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import dev.ninestep.protocol.TillId;
import dev.ninestep.protocol.TokenBinding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// A random history in which every kind of state comes about. It began twenty hours ago and has a
/// record every forty seconds, so a long one goes on past today's clock.
final class History {

  private static final Duration AGE = Duration.ofHours(20);
  private static final Duration PACE = Duration.ofSeconds(40);
  private static final List<Refusal> REFUSALS = List.of(Refusal.values());
  private static final ResourceUri RESOURCE = new ResourceUri("https://mcp.example.com/mcp");
  private static final Caller CALLER = new Caller("b4c1", "192.0.2.0/24", Optional.of("test/1"));

  private final SplittableRandom random;
  private final MemoryLog log;
  private final Ledger ledger = new Ledger(1_000);
  private Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(AGE);

  /// @param seed another one, another history
  /// @param log where it is written
  History(long seed, MemoryLog log) {
    random = new SplittableRandom(seed);
    this.log = log;
  }

  /// Appends what happens next.
  ///
  /// @param records how many
  void goOn(int records) {
    for (var i = 0; i < records; i++) {
      step();
    }
  }

  /// When the last record came. A ledger may have let go of what had lapsed by then, and so is not
  /// asked about any time before.
  Instant end() {
    return at;
  }

  private void step() {
    at = at.plus(PACE);
    if (random.nextInt(100) == 0) {
      unreadable();
      return;
    }
    switch (random.nextInt(25)) {
      case 0 -> {
        var client = client();
        of(client, registered(client));
      }
      case 1 -> {
        var client = client();
        of(client, ofClient(client));
      }
      case 2 -> of(account(), new AccountSuspended(account(), "op", "said \"no\" \0 twice"));
      case 3 -> of(account(), new AccountReinstated(account(), "op"));
      case 20 -> of(account(), remembered());
      case 21 -> of(account(), new ConsentForgotten(account(), client()));
      case 22 -> of(account(), sessionEnded());
      case 23 -> of(account(), credited());
      case 24 -> {
        var account = account();
        of(account, charged(account));
      }
      case 4 -> of(flow(), new ResourceChallenged(RESOURCE, "GET", CALLER));
      case 5 -> of(flow(), requested());
      case 6 -> of(flow(), refused());
      case 7 -> of(flow(), admitted());
      case 8 -> of(flow(), metered());
      case 9 -> of(flow(), callRefused());
      default -> {
        var flow = flow();
        of(flow, onGrant(ledger.grant(flow, at)));
      }
    }
  }

  private Event ofClient(ClientId client) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new ClientUsed(client);
      case 3 -> new ClientSeen(client);
      case 4 -> new ClientDeactivated(client, "op", "reason");
      case 5, 6 -> new ClientActivated(client, "op");
      case 2 -> new ClientUpdated(registered(client));
      default -> new ClientDeleted(client, CALLER);
    };
  }

  private Event sessionEnded() {
    var account = account();
    var session = random.nextInt(9);
    return session == 0
        ? new SessionsEnded(account, EndOfSessions.OPERATOR)
        : new SessionEnded(account, "s" + session, at.plusSeconds(60));
  }

  private AccountCredited credited() {
    var key = new CreditKey("payment:" + random.nextInt(9));
    var amount = new Amount(1 + random.nextLong(3_000_000));
    return new AccountCredited(account(), amount, key, attempt(), "op");
  }

  private AccountCharged charged(AccountId account) {
    var till = new TillId(random.nextInt(3));
    var before = ledger.account(account).purse().takenBy(till).orElse(Amount.ZERO);
    return new AccountCharged(account, till, before, new Amount(random.nextInt(9_000)));
  }

  private ConsentRemembered remembered() {
    var client = client();
    return new ConsentRemembered(
        account(),
        client,
        new RedirectUri("https://client.example.com/cb"),
        RESOURCE,
        random.nextBoolean() ? Scope.of("mcp:tools", "mcp:read") : Scope.NONE,
        "version" + random.nextInt(3));
  }

  private Event onGrant(Grant grant) {
    return switch (grant) {
      case Grant.None _ ->
          switch (random.nextInt(8)) {
            case 0 -> denied();
            case 1 -> forClient();
            case 2 -> vouchedFor();
            default -> granted();
          };
      case Grant.CodeOutstanding _ when random.nextInt(8) == 0 -> revoked();
      case Grant.CodeOutstanding _ when random.nextInt(4) == 0 ->
          new CodeTried(attempt(), client(), CALLER);
      case Grant.CodeOutstanding _ -> new CodePresented(attempt(), client(), voidAfter(), CALLER);
      case Grant.Active s ->
          switch (random.nextInt(16)) {
            case 0 -> new CodePresented(attempt(), client(), voidAfter(), CALLER);
            case 1 -> refresh(Math.max(1, s.generation() - 1));
            case 2 -> refresh(s.generation() + 3);
            case 3 -> revoked();
            case 4, 5, 6 ->
                new DeliveryFailed(s.last().attempt(), DeliveryFailure.CONNECTION_CLOSED);
            case 7, 8 -> refresh(s.last().generation());
            default -> refresh(s.generation());
          };
      case Grant.AccessOnly _ -> revoked();
      case Grant.Denied _, Grant.Revoked _, Grant.Closed _ -> granted();
    };
  }

  private Event granted() {
    var lasting = random.nextBoolean();
    return new ConsentGranted(
        attempt(),
        client(),
        account(),
        new RedirectUri("https://app.example.com/cb"),
        Scope.of("mcp", "files"),
        RESOURCE,
        at.plus(Duration.ofMinutes(10)),
        Duration.ofHours(2),
        lasting ? Duration.ofDays(30) : Duration.ofHours(3),
        lasting ? Duration.ofDays(365) : Duration.ofHours(9));
  }

  private Event denied() {
    return new ConsentDenied(client(), account(), at.plus(Duration.ofMinutes(10)));
  }

  private Event forClient() {
    return new ClientCredentialsPresented(
        attempt(), client(), Scope.of("mcp"), RESOURCE, Duration.ofHours(1), voidAfter(), CALLER);
  }

  private Event vouchedFor() {
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

  private Event refresh(int generation) {
    return new RefreshPresented(attempt(), client(), generation, voidAfter(), CALLER);
  }

  private Event revoked() {
    return new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(account()));
  }

  private Event requested() {
    return new AuthorizationRequested(
        client(),
        new RedirectUri("http://127.0.0.1:" + (1024 + random.nextInt(9)) + "/cb"),
        Scope.of("mcp"),
        RESOURCE,
        new CodeChallenge("A".repeat(43)),
        Optional.of("state"),
        CALLER);
  }

  private Event refused() {
    return new StepRefused(
        Step.TOKEN,
        REFUSALS.get(random.nextInt(REFUSALS.size())),
        random.nextBoolean() ? Optional.of(client()) : Optional.empty(),
        Evidence.difference("https://app.example.com/cb/", "https://app.example.com/cb"),
        CALLER);
  }

  private Event admitted() {
    return new CallAdmitted(
        client(), account(), RESOURCE, "jti", "POST", Optional.of("tools/call"), CALLER);
  }

  private Event metered() {
    return new CallsMetered(
        client(), account(), RESOURCE, at, 1 + random.nextInt(50), new Amount(3));
  }

  private Event callRefused() {
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

  private void unreadable() {
    var key =
        switch (random.nextInt(8)) {
          case 0 -> Optional.<Key>of(new Key.OfFlow(flow()));
          case 1 -> Optional.<Key>of(new Key.OfClient(client()));
          case 2 -> Optional.<Key>of(new Key.OfAccount(account()));
          default -> Optional.<Key>empty();
        };
    ledger.apply(log.appendUnreadable(at, key));
  }

  private void of(FlowId flow, Event event) {
    append(new Key.OfFlow(flow), flow, event);
  }

  private void of(ClientId client, Event event) {
    append(new Key.OfClient(client), new FlowId(random.nextLong(), 1), event);
  }

  private void of(AccountId account, Event event) {
    append(new Key.OfAccount(account), new FlowId(random.nextLong(), 2), event);
  }

  private void append(Key key, FlowId flow, Event event) {
    var fact =
        new Fact(
            new UUID(random.nextLong(), random.nextLong()),
            key,
            "pod-1",
            at.minusMillis(3),
            flow,
            new RequestId(random.nextLong(), random.nextLong()),
            Optional.ofNullable(Facets.of(event).client()),
            random.nextInt(3) == 0 ? Optional.of("00-trace-01") : Optional.empty(),
            event);
    var logged = log.append(at, fact);
    if (event.topic() == Topic.FLOW) {
      ledger.apply(logged);
    }
  }

  private FlowId flow() {
    return new FlowId(7, random.nextInt(150));
  }

  private ClientId client() {
    return new ClientId("client-" + random.nextInt(12));
  }

  private AccountId account() {
    return new AccountId(9, random.nextInt(10));
  }

  private AttemptId attempt() {
    return new AttemptId(random.nextLong());
  }

  private Instant voidAfter() {
    return at.plusSeconds(3);
  }
}
