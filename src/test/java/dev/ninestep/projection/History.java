package dev.ninestep.projection;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.CodeTried;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.TillId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/// A random history in which every kind of state comes about. It began twenty hours ago and has a
/// record every forty seconds, so a long one goes on past today's clock.
final class History {

  private static final Duration AGE = Duration.ofHours(20);
  private static final Duration PACE = Duration.ofSeconds(40);

  private final SplittableRandom random;
  private final RandomEvents any;
  private final MemoryLog log;
  private final Ledger ledger = new Ledger(1_000);
  private Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(AGE);

  /// @param seed another one, another history
  /// @param log where it is written
  History(long seed, MemoryLog log) {
    random = new SplittableRandom(seed);
    any = new RandomEvents(random, () -> at);
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
        var client = any.client();
        of(client, RandomEvents.registered(client));
      }
      case 1 -> {
        var client = any.client();
        of(client, any.ofClient(client));
      }
      case 2 ->
          of(any.account(), new AccountSuspended(any.account(), "op", "said \"no\" \0 twice"));
      case 3 -> of(any.account(), new AccountReinstated(any.account(), "op"));
      case 20 -> of(any.account(), any.remembered());
      case 21 -> of(any.account(), new ConsentForgotten(any.account(), any.client()));
      case 22 -> of(any.account(), any.sessionEnded());
      case 23 -> of(any.account(), any.credited());
      case 24 -> {
        var account = any.account();
        of(account, random.nextBoolean() ? charged(account) : called(account));
      }
      case 4 -> of(any.flow(), any.challenged());
      case 5 -> of(any.flow(), any.requested());
      case 6 -> of(any.flow(), any.refused());
      case 7 -> of(any.flow(), any.admitted());
      case 8 -> of(any.flow(), any.metered());
      case 9 -> of(any.flow(), any.callRefused());
      default -> {
        var flow = any.flow();
        of(flow, onGrant(ledger.grant(flow, at)));
      }
    }
  }

  private AccountCalled called(AccountId account) {
    var resource = new ResourceUri("https://mcp.example/mcp");
    return new AccountCalled(account, resource, new TillId(1), 1 + random.nextInt(9));
  }

  private AccountCharged charged(AccountId account) {
    var till = new TillId(random.nextInt(3));
    var before = ledger.account(account).purse().takenBy(till).orElse(Amount.ZERO);
    return new AccountCharged(account, till, before, new Amount(random.nextInt(9_000)));
  }

  private Event onGrant(Grant grant) {
    return switch (grant) {
      case Grant.None _ ->
          switch (random.nextInt(8)) {
            case 0 -> any.denied();
            case 1 -> any.forClient();
            case 2 -> any.vouchedFor();
            default -> any.granted();
          };
      case Grant.CodeOutstanding _ when random.nextInt(8) == 0 -> any.revoked();
      case Grant.CodeOutstanding _ when random.nextInt(4) == 0 ->
          new CodeTried(any.attempt(), any.client(), RandomEvents.CALLER);
      case Grant.CodeOutstanding _ ->
          new CodePresented(any.attempt(), any.client(), any.voidAfter(), RandomEvents.CALLER);
      case Grant.Active s ->
          switch (random.nextInt(16)) {
            case 0 ->
                new CodePresented(
                    any.attempt(), any.client(), any.voidAfter(), RandomEvents.CALLER);
            case 1 -> any.refresh(Math.max(1, s.generation() - 1));
            case 2 -> any.refresh(s.generation() + 3);
            case 3 -> any.revoked();
            case 4, 5, 6 ->
                new DeliveryFailed(s.last().attempt(), DeliveryFailure.CONNECTION_CLOSED);
            case 7, 8 -> any.refresh(s.last().generation());
            default -> any.refresh(s.generation());
          };
      case Grant.AccessOnly _ -> any.revoked();
      case Grant.Denied _, Grant.Revoked _, Grant.Closed _ -> any.granted();
    };
  }

  private void unreadable() {
    var key =
        switch (random.nextInt(8)) {
          case 0 -> Optional.<Key>of(new Key.OfFlow(any.flow()));
          case 1 -> Optional.<Key>of(new Key.OfClient(any.client()));
          case 2 -> Optional.<Key>of(new Key.OfAccount(any.account()));
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
}
