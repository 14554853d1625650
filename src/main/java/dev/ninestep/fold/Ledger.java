package dev.ninestep.fold;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The state of every aggregate, as far as the log has been read. One thread applies records in the
/// order of each partition; any thread reads.
public final class Ledger {

  private static final Account OPEN = new Account.Open();

  /// How far the log's time may run back in a partition when another broker comes to lead it.
  private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private final Grants grants;
  private final Clients clients = new Clients(this::past);
  private final Map<AccountId, Account> accounts = new ConcurrentHashMap<>();
  private final TokenRequests tokenRequests = new TokenRequests();
  private final AccountCalls accountCalls = new AccountCalls();
  private final SignInAttempts signIns = new SignInAttempts();
  private final OneTimes oneTimes = new OneTimes(this::past);
  private final Map<Integer, Progress> read = new ConcurrentHashMap<>();

  /// How far a partition has been read.
  ///
  /// @param next the next offset wanted
  /// @param at the log's time of the last record
  private record Progress(long next, Instant at) {}

  /// An empty ledger.
  ///
  /// @param expectedGrants how many live grants to make room for at once
  public Ledger(int expectedGrants) {
    grants = new Grants(expectedGrants, this::past);
  }

  /// What the partition that is furthest behind has come to. One that is ahead, in a replay perhaps
  /// by months, must not give back what records still to be read of another one are about.
  private Instant past() {
    return read.values().stream()
        .map(Progress::at)
        .min(Comparator.naturalOrder())
        .map(at -> at.minus(CLOCKS_APART))
        .orElse(Instant.EPOCH);
  }

  /// Applies one record of the flow topic. A record that has been applied before changes nothing.
  ///
  /// @param logged the record
  /// @return the state of the record's aggregate right after it; [Grant.None] when the record has
  ///   no readable key
  public Aggregate apply(Logged logged) {
    var position = logged.position();
    if (position.topic() != Topic.FLOW) {
      throw new IllegalArgumentException("the ledger folds the flow topic only");
    }
    var isNew = position.offset() >= nextOffset(position.partition());
    if (isNew) {
      read.put(position.partition(), new Progress(position.offset() + 1, logged.at()));
    }
    return switch (logged) {
      case Logged.Known known when isNew ->
          applied(known.fact().key(), known.fact().event(), known.at());
      case Logged.Known known -> state(known.fact().key(), known.at());
      case Logged.Unreadable broken ->
          broken.key().map(key -> closed(key, broken.at())).orElse(GrantSegment.NONE);
    };
  }

  private Aggregate applied(Key key, Event event, Instant at) {
    return switch (key) {
      case Key.OfFlow(var flow) -> {
        var before = grants.get(flow, at);
        tokenRequests.see(before instanceof Grant.None ? null : flow, event, at);
        var after = before.evolve(event, at);
        if (!after.equals(before)) {
          grants.put(flow, after);
        }
        yield after;
      }
      case Key.OfClient(var id) -> {
        var before = client(id);
        var after = before.evolve(event, at);
        if (!after.equals(before)) {
          clients.follow(id, before, after, at);
        }
        yield after;
      }
      case Key.OfAccount(var id) -> {
        if (event instanceof AccountCalled called) {
          accountCalls.see(called, at);
        }
        var after = account(id).evolve(event, at);
        restore(id, after);
        yield after;
      }
      case Key.OfOneTime(var hash) -> {
        var after = oneTimes.get(hash, at).evolve(event, at);
        oneTimes.put(hash, after);
        yield after;
      }
      case Key.OfLogin(var login) -> signIns.apply(login, event, at);
    };
  }

  private Aggregate closed(Key key, Instant at) {
    switch (key) {
      case Key.OfFlow(var flow) -> grants.put(flow, new Grant.Closed(at));
      case Key.OfClient(var id) -> clients.put(id, new Client.Closed(at));
      case Key.OfAccount(var id) -> accounts.put(id, new Account.Closed(at));
      case Key.OfOneTime(var hash) -> oneTimes.put(hash, new OneTime.Closed(at));
      case Key.OfLogin(var login) -> signIns.close(login, at);
    }
    return state(key, at);
  }

  private Aggregate state(Key key, Instant at) {
    return switch (key) {
      case Key.OfFlow(var flow) -> grants.get(flow, at);
      case Key.OfClient(var id) -> client(id);
      case Key.OfAccount(var id) -> account(id);
      case Key.OfOneTime(var hash) -> oneTimes.get(hash, at);
      case Key.OfLogin(var login) -> signIns.of(login);
    };
  }

  /// The state of a grant.
  ///
  /// @param flow the grant
  /// @param now the log's time, as well as it is known
  /// @return its state, [Grant.None] when unknown or lapsed
  public Grant grant(FlowId flow, Instant now) {
    return grants.get(flow, now);
  }

  /// The state of a client.
  ///
  /// @param id the client_id
  /// @return its state, [Client.Unknown] when no record names it
  public Client client(ClientId id) {
    return clients.get(id);
  }

  /// How long an address has to wait until another client may register from it.
  ///
  /// @param address the address, as a [dev.ninestep.event.Caller] has it
  /// @param perHour how many may within an hour, at least 1
  /// @param now the log's time
  /// @return whole seconds, as far as this ledger has been folded and not restored; zero when one
  ///   may register now
  public Duration registrationWait(String address, int perHour, Instant now) {
    return clients.registrationWait(address, perHour, now);
  }

  /// The standing of an account.
  ///
  /// @param id the account
  /// @return its standing, [Account.Open] when no record names it
  public Account account(AccountId id) {
    return accounts.getOrDefault(id, OPEN);
  }

  /// Who may have a password checked, as far as this ledger has been folded and not restored.
  ///
  /// @return the attempts to sign in
  public SignInAttempts signIns() {
    return signIns;
  }

  /// How often each client came to the token endpoint lately, since this ledger reads the log.
  public TokenRequests tokenRequests() {
    return tokenRequests;
  }

  /// How often each account called what limits that lately, since this ledger reads the log.
  public AccountCalls accountCalls() {
    return accountCalls;
  }

  /// The state of something that counts once.
  ///
  /// @param hash what it is kept under
  /// @param now the log's time, as well as it is known
  /// @return its state, [OneTime.Unused] when it never came or has lapsed
  public OneTime oneTime(String hash, Instant now) {
    return oneTimes.get(hash, now);
  }

  /// The next offset this ledger wants of a partition of the flow topic.
  ///
  /// @param partition the partition
  /// @return one past the last record applied, 0 when none was
  public long nextOffset(int partition) {
    var progress = read.get(partition);
    return progress == null ? 0 : progress.next;
  }

  /// Puts a grant as a projection remembers it, before the first record is applied.
  ///
  /// @param flow the grant
  /// @param grant its state
  public void restore(FlowId flow, Grant grant) {
    grants.put(flow, grant);
  }

  /// Puts a client as a projection remembers it, before the first record is applied.
  ///
  /// @param id the client_id
  /// @param client its state
  public void restore(ClientId id, Client client) {
    clients.restore(id, client);
  }

  /// Puts something that counts once as a projection remembers it, before the first record is
  /// applied.
  ///
  /// @param hash what it is kept under
  /// @param oneTime its state
  public void restore(String hash, OneTime oneTime) {
    oneTimes.put(hash, oneTime);
  }

  /// Puts an account as a projection remembers it, before the first record is applied.
  ///
  /// @param id the account
  /// @param account its standing
  public void restore(AccountId id, Account account) {
    if (account.equals(OPEN)) {
      accounts.remove(id);
    } else {
      accounts.put(id, account);
    }
  }

  /// Says up to where a restored ledger has been folded.
  ///
  /// @param partition a partition of the flow topic
  /// @param offset the next offset to apply
  public void restore(int partition, long offset) {
    read.put(partition, new Progress(offset, Instant.EPOCH));
  }

  /// The table of grants, for measuring and comparing.
  ///
  /// @return the table itself
  public Grants grants() {
    return grants;
  }

  /// The clients known, for comparing.
  ///
  /// @return a copy, without those that are forgotten whether or not they have been let go yet
  public Map<ClientId, Client> clients() {
    return clients.known();
  }

  /// The accounts to which something has happened, for comparing.
  ///
  /// @return a copy
  public Map<AccountId, Account> accounts() {
    return Map.copyOf(accounts);
  }
}
