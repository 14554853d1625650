package dev.ninestep.projection;

import dev.ninestep.event.Logged;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Client;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.util.HashMap;
import java.util.Map;

/// The states of the aggregates one batch is about: as they stand before it, and folded on by the
/// same pure functions that every pod's [dev.ninestep.fold.Ledger] calls.
///
/// No ledger itself, because that gives back what has lapsed by the time of one partition, and a
/// batch holds another partition's earlier records besides.
final class States {

  private static final Grant NONE = new Grant.None();
  private static final Client UNKNOWN = new Client.Unknown();
  private static final Account OPEN = new Account.Open();

  private final Map<FlowId, Grant> grants = new HashMap<>();
  private final Map<ClientId, Client> clients = new HashMap<>();
  private final Map<AccountId, Account> accounts = new HashMap<>();

  void put(FlowId flow, Grant grant) {
    grants.put(flow, grant);
  }

  void put(ClientId client, Client state) {
    clients.put(client, state);
  }

  void put(AccountId account, Account standing) {
    accounts.put(account, standing);
  }

  /// The state of a grant before a record: nothing is known any more of one that has lapsed.
  Grant before(Logged logged, FlowId flow) {
    var grant = grants.getOrDefault(flow, NONE);
    return grant.lapsesAt().isBefore(logged.at()) ? NONE : grant;
  }

  Client before(ClientId client) {
    return clients.getOrDefault(client, UNKNOWN);
  }

  Account before(AccountId account) {
    return accounts.getOrDefault(account, OPEN);
  }

  static Grant after(Grant before, Logged logged) {
    return switch (logged) {
      case Logged.Known(_, var at, var fact) -> before.evolve(fact.event(), at);
      case Logged.Unreadable broken -> new Grant.Closed(broken.at());
    };
  }

  static Client after(Client before, Logged logged) {
    return switch (logged) {
      case Logged.Known(_, var at, var fact) -> before.evolve(fact.event(), at);
      case Logged.Unreadable broken -> new Client.Closed(broken.at());
    };
  }

  static Account after(Account before, Logged logged) {
    return switch (logged) {
      case Logged.Known(_, var at, var fact) -> before.evolve(fact.event(), at);
      case Logged.Unreadable broken -> new Account.Closed(broken.at());
    };
  }
}
