package dev.ninestep.projection;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Ledger;
import dev.ninestep.fold.OneTime;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the records of one batch make of the tables. What a record means for a state is said by the
/// same [Ledger] that every pod folds with.
final class Effects {

  private final Ledger ledger;
  private final Map<FlowId, GrantChange> grants = new LinkedHashMap<>();
  private final Map<ClientId, Client> clients = new LinkedHashMap<>();
  private final Map<AccountId, AccountChange> accounts = new LinkedHashMap<>();
  private final Map<String, OneTime> oneTimes = new LinkedHashMap<>();
  private final Map<CallDay, Calls> calls = new LinkedHashMap<>();
  private final List<FlowEventRow> events = new ArrayList<>();
  private final List<FlowEventRow> registrations = new ArrayList<>();

  private Effects(Ledger ledger) {
    this.ledger = ledger;
  }

  /// The effects of a batch.
  ///
  /// @param batch the records
  /// @param ledger holds the states of the batch's keys before it; is folded on
  /// @param kept which events and calls are kept
  static Effects of(Batch batch, Ledger ledger, Kept kept) {
    var effects = new Effects(ledger);
    for (var logged : batch.records()) {
      effects.fold(logged);
      effects.keep(logged);
      if (!kept.isGone(EventKind.of(logged), logged.at())) {
        effects.events.add(FlowEventRow.of(logged));
      }
      if (!kept.isGone(EventKind.FLOWS, logged.at())) {
        effects.count(logged);
      }
    }
    return effects;
  }

  /// The UTC day of a moment.
  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private void fold(Logged logged) {
    switch (logged.position().topic()) {
      case FLOW -> Batch.key(logged).ifPresent(key -> fold(key, logged));
      case CALLS -> {}
    }
  }

  private void fold(Key key, Logged logged) {
    switch (key) {
      case Key.OfFlow(var flow) -> {
        var before = ledger.grant(flow, logged.at());
        ledger.apply(logged);
        var after = ledger.grant(flow, logged.at());
        if (!after.equals(before)) {
          grants.merge(
              flow,
              GrantChange.first(logged, flow, before, after),
              (so, _) -> so.then(logged, after));
        }
      }
      case Key.OfClient(var client) -> {
        var before = ledger.client(client);
        ledger.apply(logged);
        var after = ledger.client(client);
        // One that is unknown may have a row all the same: it has been forgotten since.
        if (!after.equals(before) || after instanceof Client.Unknown) {
          clients.put(client, after);
        }
      }
      case Key.OfAccount(var account) -> {
        var before = ledger.account(account);
        ledger.apply(logged);
        var after = ledger.account(account);
        if (!after.equals(before)) {
          accounts.put(account, new AccountChange(account, after, logged.at()));
        }
      }
      case Key.OfOneTime(var hash) -> {
        var before = ledger.oneTime(hash, logged.at());
        ledger.apply(logged);
        var after = ledger.oneTime(hash, logged.at());
        if (!after.equals(before)) {
          oneTimes.put(hash, after);
        }
      }
      case Key.OfLogin _ -> ledger.apply(logged);
    }
  }

  /// A registration is kept when it is the one that counts; a repeated one is as good as not sent.
  private void keep(Logged logged) {
    if (logged instanceof Logged.Known(_, var at, var fact)
        && fact.event() instanceof ClientRegistered event
        && ledger.client(event.client()) instanceof Client.Registered(_, var since, _)
        && since.equals(at)) {
      registrations.add(FlowEventRow.of(logged));
    }
  }

  /// The calls of a flow's day are kept as long as the flow, whether or not they are themselves.
  private void count(Logged logged) {
    if (logged instanceof Logged.Known(_, var at, var fact)) {
      var day = new CallDay(fact.flow(), day(at));
      callsIn(fact, day, at).ifPresent(seen -> calls.merge(day, seen, Calls::plus));
    }
  }

  private static Optional<Calls> callsIn(Fact fact, CallDay day, Instant at) {
    if (fact.event() instanceof CallsMetered e) {
      return Optional.of(new Calls(day, e.count(), e.cost(), at));
    }
    return fact.event() instanceof CallAdmitted e
        ? Optional.of(new Calls(day, 1, e.cost().orElse(Amount.ZERO), at))
        : Optional.empty();
  }

  /// The grants that have changed.
  List<GrantRow> grants() {
    return grants.values().stream().map(GrantRow::new).toList();
  }

  /// The clients that have changed.
  Map<ClientId, Client> clients() {
    return clients;
  }

  /// The accounts that have changed.
  Collection<AccountChange> accounts() {
    return accounts.values();
  }

  /// What has come now that counts once.
  Map<String, OneTime> oneTimes() {
    return oneTimes;
  }

  /// The calls to be added.
  Collection<Calls> calls() {
    return calls.values();
  }

  /// The rows for the trace index.
  List<FlowEventRow> events() {
    return events;
  }

  /// The rows that are kept for good.
  List<FlowEventRow> registrations() {
    return registrations;
  }
}
